import { AttacheError } from '../../errors.ts';
import type { Safetensors } from './safetensors.ts';
import type { Weights } from './weights.ts';

/** Tensors of the span head, which the base model does not have. */
const HEAD_PREFIX = 'qa_outputs.';

/** What an adapter may hold for a base tensor NAME, besides the tensor itself under its own name. */
const SUFFIXES = ['.lora_A', '.lora_B', '.delta', '.scale'] as const;

/**
 * The base model's weights with an adapter merged into them. For a base tensor NAME with the weights W, an adapter has
 * - `NAME.lora_A` [rank, inputs] and `NAME.lora_B` [outputs, rank]: W + B·A (Hu et al. 2021, LoRA); or
 * - `NAME.delta` [outputs, inputs] and `NAME.scale` [outputs]: W + scale × delta, row by row; or
 * - `NAME`: the tensor that takes W's place; or nothing.
 */
export class AdaptedWeights implements Weights {
  readonly #base: Safetensors;
  readonly #adapter: Safetensors;

  /**
   * Takes both files over, and closes them when it throws.
   *
   * @throws AttacheError MODEL_DAMAGED when the adapter was made for another base model
   */
  constructor(base: Safetensors, adapter: Safetensors) {
    this.#base = base;
    this.#adapter = adapter;
    for (const name of adapter.names) {
      const suffix = SUFFIXES.find((end) => name.endsWith(end)) ?? '';
      const target = name.slice(0, name.length - suffix.length);
      if (!base.has(target) && !name.startsWith(HEAD_PREFIX)) {
        this.close();
        throw new AttacheError(
          'MODEL_DAMAGED',
          `${adapter.file} changes '${target}', which ${base.file} does not have: it was made for another model.`,
        );
      }
    }
  }

  close(): void {
    this.#base.close();
    this.#adapter.close();
  }

  floats(name: string, shape: readonly number[]): Float32Array {
    const adapter = this.#adapter;
    if (adapter.has(name)) return adapter.floats(name, shape);
    const weights = this.#base.floats(name, shape);
    const [outputs = 0, inputs = 0] = shape;
    if (adapter.has(`${name}.delta`)) {
      const delta = adapter.floats(`${name}.delta`, [outputs, inputs]);
      addScaledRows(weights, delta, adapter.floats(`${name}.scale`, [outputs]));
    } else if (adapter.has(`${name}.lora_A`)) {
      const rank = adapter.shape(`${name}.lora_A`)[0] ?? 0;
      const down = adapter.floats(`${name}.lora_A`, [rank, inputs]);
      addProduct(weights, adapter.floats(`${name}.lora_B`, [outputs, rank]), down, rank);
    }
    return weights;
  }

  halves(name: string, shape: readonly number[]): Uint16Array | undefined {
    const changed = ['', ...SUFFIXES].some((suffix) => this.#adapter.has(name + suffix));
    return changed ? undefined : this.#base.halves(name, shape);
  }
}

/** Adds `scales[row] × delta[row]` to each row. */
function addScaledRows(weights: Float32Array, delta: Float32Array, scales: Float32Array): void {
  const columns = weights.length / scales.length;
  for (let i = 0; i < weights.length; i++) {
    const scale = scales[Math.floor(i / columns)] as number;
    weights[i] = (weights[i] as number) + scale * (delta[i] as number);
  }
}

/** How many factors one pass over a row takes: each pass reads and writes the row once. */
const FACTORS_A_PASS = 4;

/** Adds the product of `up` [rows, rank] and `down` [rank, columns]. */
function addProduct(weights: Float32Array, up: Float32Array, down: Float32Array, rank: number): void {
  const columns = down.length / rank;
  const rows = up.length / rank;
  const none = new Float32Array(columns);
  const rowOfDown = (k: number) => (k < rank ? down.subarray(k * columns, (k + 1) * columns) : none);
  for (let k = 0; k < rank; k += FACTORS_A_PASS) {
    const [d0, d1, d2, d3] = [rowOfDown(k), rowOfDown(k + 1), rowOfDown(k + 2), rowOfDown(k + 3)];
    for (let row = 0; row < rows; row++) {
      const factor = (offset: number) => (k + offset < rank ? (up[row * rank + k + offset] as number) : 0);
      const [f0, f1, f2, f3] = [factor(0), factor(1), factor(2), factor(3)];
      const start = row * columns;
      for (let c = 0; c < columns; c++) {
        weights[start + c] =
          (weights[start + c] as number) +
          f0 * (d0[c] as number) +
          f1 * (d1[c] as number) +
          f2 * (d2[c] as number) +
          f3 * (d3[c] as number);
      }
    }
  }
}
