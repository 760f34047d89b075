import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { AttacheError } from '../../errors.ts';
import { widenHalfFloats } from './half-float.ts';
import type { Weights } from './weights.ts';

/** Where a tensor's numbers are: https://github.com/huggingface/safetensors#format */
const tensorSchema = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

type TensorEntry = z.infer<typeof tensorSchema>;

const headerSchema = z
  .looseObject({ __metadata__: z.record(z.string(), z.string()).optional() })
  .transform(({ __metadata__: _, ...tensors }) => tensors)
  .pipe(z.record(z.string(), tensorSchema));

const LENGTH_BYTES = 8;
/** The format's own limit on its header. */
const MAX_HEADER_BYTES = 100_000_000;

/**
 * The tensors of one safetensors file, read when they are asked for: a model's weights are taken one after the other,
 * and all of them at once would double the memory that building a model takes.
 */
export class Safetensors implements Weights {
  readonly file: string;
  readonly #descriptor: number;
  readonly #tensors: ReadonlyMap<string, TensorEntry>;
  readonly #dataStart: number;

  /** @throws AttacheError MODEL_DAMAGED when the file is no safetensors file, or cut off */
  constructor(file: string) {
    this.file = file;
    this.#descriptor = openSync(file, 'r');
    try {
      const size = fstatSync(this.#descriptor).size;
      if (size < LENGTH_BYTES) throw damaged(file, 'it is too short');
      const headerBytes = Number(new DataView(this.#read(0, LENGTH_BYTES)).getBigUint64(0, true));
      this.#dataStart = LENGTH_BYTES + headerBytes;
      if (headerBytes > MAX_HEADER_BYTES || this.#dataStart > size)
        throw damaged(file, 'its header is cut off');
      this.#tensors = parseHeader(file, this.#read(LENGTH_BYTES, headerBytes));
      for (const [name, { data_offsets }] of this.#tensors) {
        if (this.#dataStart + data_offsets[1] > size) throw damaged(file, `the data of '${name}' is cut off`);
      }
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Closes the file; no tensor can be read afterwards. */
  close(): void {
    closeSync(this.#descriptor);
  }

  get names(): readonly string[] {
    return [...this.#tensors.keys()];
  }

  has(name: string): boolean {
    return this.#tensors.has(name);
  }

  /** @throws AttacheError MODEL_DAMAGED when the file has no such tensor */
  shape(name: string): readonly number[] {
    return this.#entry(name).shape;
  }

  /**
   * The numbers of a tensor in single precision, row by row.
   *
   * @throws AttacheError MODEL_DAMAGED when it is missing, has another shape or a type that cannot be widened
   */
  floats(name: string, shape: readonly number[]): Float32Array {
    const { dtype } = this.#entry(name);
    switch (dtype) {
      case 'F16':
        return widenHalfFloats(new Uint16Array(this.#data(name, shape, 2)));
      case 'F32':
        return new Float32Array(this.#data(name, shape, 4));
      case 'I8':
        return Float32Array.from(new Int8Array(this.#data(name, shape, 1)));
      default:
        throw damaged(this.file, `'${name}' is ${dtype}; F16, F32 and I8 are understood`);
    }
  }

  halves(name: string, shape: readonly number[]): Uint16Array | undefined {
    return this.#entry(name).dtype === 'F16' ? new Uint16Array(this.#data(name, shape, 2)) : undefined;
  }

  #entry(name: string): TensorEntry {
    const entry = this.#tensors.get(name);
    if (entry === undefined) throw damaged(this.file, `it has no tensor '${name}'`);
    return entry;
  }

  #data(name: string, shape: readonly number[], bytesANumber: number): ArrayBuffer {
    const { shape: actual, data_offsets } = this.#entry(name);
    if (actual.length !== shape.length || actual.some((size, axis) => size !== shape[axis])) {
      throw damaged(this.file, `'${name}' has shape [${actual}], not [${shape}]`);
    }
    const bytes = data_offsets[1] - data_offsets[0];
    if (bytes !== shape.reduce((product, size) => product * size, bytesANumber)) {
      throw damaged(this.file, `'${name}' has ${bytes} bytes, which do not fit its shape [${shape}]`);
    }
    return this.#read(this.#dataStart + data_offsets[0], bytes);
  }

  #read(position: number, length: number): ArrayBuffer {
    const buffer = new ArrayBuffer(length);
    const read = readSync(this.#descriptor, new Uint8Array(buffer), 0, length, position);
    if (read !== length) throw damaged(this.file, 'it changed while it was read');
    return buffer;
  }
}

function parseHeader(file: string, bytes: ArrayBuffer): Map<string, TensorEntry> {
  try {
    const header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return new Map(Object.entries(headerSchema.parse(header)));
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
