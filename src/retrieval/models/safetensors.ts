import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AttacheError } from '../../errors.ts';
import { widenHalfFloats } from './half-float.ts';
import type { Weights } from './weights.ts';

/** A tensor's shape and numbers, as the file has them. */
export interface StoredTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

const headerSchema = z.record(
  z.string(),
  z.union([
    z.object({
      dtype: z.string(),
      shape: z.array(z.int().nonnegative()),
      data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
    }),
    z.record(z.string(), z.string()), // `__metadata__`
  ]),
);

const HEADER_LENGTH_BYTES = 8;
/** The format's own limit on its header: https://github.com/huggingface/safetensors#format */
const MAX_HEADER_BYTES = 100_000_000;

/** The tensors of one safetensors file by name. */
export class Safetensors implements Weights {
  readonly file: string;
  readonly #tensors: ReadonlyMap<string, StoredTensor>;

  private constructor(file: string, tensors: ReadonlyMap<string, StoredTensor>) {
    this.file = file;
    this.#tensors = tensors;
  }

  /**
   * Reads a file whole; its tensors are views of that one buffer.
   *
   * @throws AttacheError MODEL_DAMAGED when the file is no safetensors file
   */
  static async read(file: string): Promise<Safetensors> {
    return new Safetensors(file, parse(file, await readFile(file)));
  }

  get names(): readonly string[] {
    return [...this.#tensors.keys()];
  }

  has(name: string): boolean {
    return this.#tensors.has(name);
  }

  /** @throws AttacheError MODEL_DAMAGED when the file has no such tensor */
  get(name: string): StoredTensor {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw damaged(this.file, `it has no tensor '${name}'`);
    return tensor;
  }

  /**
   * The numbers of a tensor in single precision, row by row.
   *
   * @throws AttacheError MODEL_DAMAGED when it is missing, has another shape or a type that cannot be widened
   */
  floats(name: string, shape: readonly number[]): Float32Array {
    const { dtype, bytes } = this.#shaped(name, shape);
    switch (dtype) {
      case 'F16':
        return widenHalfFloats(new Uint16Array(aligned(bytes)));
      case 'F32':
        return new Float32Array(aligned(bytes));
      case 'I8':
        return Float32Array.from(new Int8Array(aligned(bytes)));
      default:
        throw damaged(this.file, `'${name}' is ${dtype}; F16, F32 and I8 are understood`);
    }
  }

  halves(name: string, shape: readonly number[]): Uint16Array | undefined {
    const { dtype, bytes } = this.#shaped(name, shape);
    return dtype === 'F16' ? new Uint16Array(aligned(bytes)) : undefined;
  }

  #shaped(name: string, shape: readonly number[]): StoredTensor {
    const tensor = this.get(name);
    if (tensor.shape.length !== shape.length || tensor.shape.some((size, axis) => size !== shape[axis])) {
      throw damaged(this.file, `'${name}' has shape [${tensor.shape}], not [${shape}]`);
    }
    return tensor;
  }
}

/** A copy, because a view of wider numbers must start at a multiple of their size and the file promises no such thing. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

const BYTES_OF: Readonly<Record<string, number>> = { F16: 2, F32: 4, I8: 1, I64: 8 };

function parse(file: string, content: Uint8Array): Map<string, StoredTensor> {
  if (content.byteLength < HEADER_LENGTH_BYTES) throw damaged(file, 'it is shorter than a header');
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  const start = HEADER_LENGTH_BYTES + headerBytes;
  if (headerBytes > MAX_HEADER_BYTES || start > content.byteLength)
    throw damaged(file, 'its header is cut off');

  const tensors = new Map<string, StoredTensor>();
  for (const [name, entry] of Object.entries(
    parseHeader(file, content.subarray(HEADER_LENGTH_BYTES, start)),
  )) {
    if (name === '__metadata__' || !Array.isArray(entry.data_offsets) || !Array.isArray(entry.shape))
      continue;
    const [from, to] = entry.data_offsets;
    const { dtype, shape } = entry as { dtype: string; shape: number[] };
    const expected = shape.reduce((product, size) => product * size, BYTES_OF[dtype] ?? Number.NaN);
    if (start + to > content.byteLength || (to - from !== expected && !Number.isNaN(expected))) {
      throw damaged(file, `the data of '${name}' is cut off`);
    }
    tensors.set(name, { dtype, shape, bytes: content.subarray(start + from, start + to) });
  }
  return tensors;
}

function parseHeader(file: string, bytes: Uint8Array): z.infer<typeof headerSchema> {
  try {
    return headerSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw damaged(file, 'its header is not that of a safetensors file', cause);
  }
}

function damaged(file: string, what: string, cause?: unknown): AttacheError {
  return new AttacheError(
    'MODEL_DAMAGED',
    `The weights in ${file} cannot be used: ${what}. Install the package that holds the file once more.`,
    { cause },
  );
}
