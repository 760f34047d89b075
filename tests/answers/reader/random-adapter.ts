import { encoderSource } from '../../../src/retrieval/models/encoder-source.ts';
import { Safetensors } from '../../../src/retrieval/models/safetensors.ts';
import { writeSafetensors } from '../../retrieval/models/write-safetensors.ts';

const HIDDEN = 384;
const WIDE = 1536;
const RANK = 6;

/** Small numbers in no pattern, the same at every run. */
export function numbers(count: number, scale: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state / 1_073_741_824 - 1) * scale;
  });
}

const headTensors = {
  'qa_outputs.weight': { shape: [2, HIDDEN], values: numbers(2 * HIDDEN, 0.3, 1) },
  'qa_outputs.bias': { shape: [2], values: new Float32Array([0.5, -0.25]) },
};

export const head = {
  weight: headTensors['qa_outputs.weight'].values,
  bias: headTensors['qa_outputs.bias'].values,
};

/** An adapter that leaves the encoder as it is and only adds the head. */
export function writeHeadAdapter(file: string): Promise<void> {
  return writeSafetensors(file, headTensors);
}

const LOW_RANK = 'encoder.layer.0.attention.self.query.weight';
const DELTA = 'encoder.layer.5.output.dense.weight';
const REPLACED = 'encoder.layer.3.output.LayerNorm.bias';

/** The same changes twice: as an adapter may hold them, and as the tensors that they amount to. */
export async function writeEqualAdapters(compact: string, whole: string): Promise<void> {
  const down = numbers(RANK * HIDDEN, 0.1, 2);
  const up = numbers(HIDDEN * RANK, 0.1, 3);
  const delta = new Int8Array(numbers(HIDDEN * WIDE, 127, 4));
  const scale = numbers(HIDDEN, 0.0005, 5);
  const replaced = { [REPLACED]: { shape: [HIDDEN], values: numbers(HIDDEN, 0.1, 6) } };
  await writeSafetensors(compact, {
    ...headTensors,
    ...replaced,
    [`${LOW_RANK}.lora_A`]: { shape: [RANK, HIDDEN], values: down },
    [`${LOW_RANK}.lora_B`]: { shape: [HIDDEN, RANK], values: up },
    [`${DELTA}.delta`]: { shape: [HIDDEN, WIDE], values: delta },
    [`${DELTA}.scale`]: { shape: [HIDDEN], values: scale },
  });

  const base = new Safetensors(encoderSource.weights);
  const lowRank = base.floats(LOW_RANK, [HIDDEN, HIDDEN]).map((value, i) => {
    const [row, column] = [Math.floor(i / HIDDEN), i % HIDDEN];
    let sum = value;
    for (let k = 0; k < RANK; k++) sum += (up[row * RANK + k] ?? 0) * (down[k * HIDDEN + column] ?? 0);
    return sum;
  });
  const shifted = base
    .floats(DELTA, [HIDDEN, WIDE])
    .map((value, i) => value + (scale[Math.floor(i / WIDE)] ?? 0) * (delta[i] ?? 0));
  base.close();
  await writeSafetensors(whole, {
    ...headTensors,
    ...replaced,
    [LOW_RANK]: { shape: [HIDDEN, HIDDEN], values: lowRank },
    [DELTA]: { shape: [HIDDEN, WIDE], values: shifted },
  });
}
