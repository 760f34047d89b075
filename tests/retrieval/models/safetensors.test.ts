import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { encoderSource } from '../../../src/retrieval/models/encoder-source.ts';
import { widenHalfFloats } from '../../../src/retrieval/models/half-float.ts';
import { Safetensors } from '../../../src/retrieval/models/safetensors.ts';
import { emptyFolder } from './shared-cache.ts';
import { writeSafetensors } from './write-safetensors.ts';

let folder: string;
beforeAll(async () => {
  folder = await emptyFolder();
});

describe('Safetensors', () => {
  test('reads numbers of single precision and of eight bits, row by row', async () => {
    const file = join(folder, 'two.safetensors');
    await writeSafetensors(file, {
      real: { shape: [2, 2], values: new Float32Array([1.5, -2, 0, 4]) },
      small: { shape: [3], values: new Int8Array([-128, 0, 127]) },
    });
    const weights = new Safetensors(file);
    expect([...weights.floats('real', [2, 2])]).toEqual([1.5, -2, 0, 4]);
    expect([...weights.floats('small', [3])]).toEqual([-128, 0, 127]);
    weights.close();
  });

  test('refuses a tensor that is missing or has another shape, and names the file', async () => {
    const file = join(folder, 'one.safetensors');
    await writeSafetensors(file, { real: { shape: [2], values: new Float32Array(2) } });
    const weights = new Safetensors(file);
    expect(() => weights.floats('other', [2])).toThrow(`${file} cannot be used: it has no tensor 'other'`);
    expect(() => weights.floats('real', [3])).toThrow("'real' has shape [2], not [3]");
    weights.close();
  });

  test.each([
    ['an empty file', new Uint8Array()],
    ['a header longer than the file', new Uint8Array([255, 255, 0, 0, 0, 0, 0, 0, 1])],
    ['something else', new TextEncoder().encode('\x02\0\0\0\0\0\0\0no')],
    [
      'data that is cut off',
      new TextEncoder().encode(
        '\x3b\0\0\0\0\0\0\0{"a":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}}     ',
      ),
    ],
  ])('refuses %s as damaged', async (_, content) => {
    const file = join(folder, 'damaged.safetensors');
    await writeFile(file, content);
    expect(() => new Safetensors(file)).toThrow(expect.objectContaining({ code: 'MODEL_DAMAGED' }));
  });

  test("opens the encoder's weights", () => {
    const weights = new Safetensors(encoderSource.weights);
    const words = weights.halves('embeddings.word_embeddings.weight', [30_522, 384]);
    expect(words).toHaveLength(30_522 * 384);
    weights.close();
  });
});

describe('widenHalfFloats', () => {
  test('knows every kind of number', () => {
    const halves = new Uint16Array([0x0000, 0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x7c00, 0xfc00, 0x7e00]);
    expect([...widenHalfFloats(halves)]).toEqual([
      0,
      1,
      -2,
      0.333251953125,
      2 ** -24,
      65_504,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ]);
  });
});
