import { Best, type Scored } from './best.ts';
import { createDotKernel, type DotKernel } from './dot-kernel.ts';
import { dot, type QuantisedVectors, quantise, strideOf } from './quantised.ts';

const PAGE_BYTES = 65_536;
/** The question too is rounded to bytes in the scan; so many times the rows wanted are weighed again without. */
const OVERSAMPLING = 2;

/** Whether a row may be found. */
export type Allowed = (row: number) => boolean;

/** The vectors of all passages in one block of memory, searched from end to end. */
export class VectorScan {
  readonly size: number;
  readonly dimensions: number;
  readonly #stride: number;
  readonly #scales: Float32Array;
  readonly #memory: WebAssembly.Memory;
  readonly #dot: DotKernel;
  /** The vector whose products the memory holds. */
  #scanned: Float32Array | null = null;

  /** Room for `size` rows; they are filled in with `put`. */
  constructor(size: number, dimensions: number) {
    this.size = size;
    this.dimensions = dimensions;
    this.#stride = strideOf(dimensions);
    this.#scales = new Float32Array(size);
    const bytes = this.#resultsAt + 4 * size;
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    this.#dot = createDotKernel(this.#memory);
  }

  /** Copies rows in, from row `at` on. */
  put(at: number, { rows, scales }: QuantisedVectors): void {
    new Int8Array(this.#memory.buffer).set(rows, this.#rowAt(at));
    this.#scales.set(scales, at);
    this.#scanned = null;
  }

  /** The rows nearest to a unit vector, best first, with their cosines. */
  nearest(vector: Float32Array, limit: number, allowed?: Allowed): readonly Scored[] {
    if (this.size === 0) return [];
    this.#scan(vector);
    const products = new Int32Array(this.#memory.buffer, this.#resultsAt, this.size);
    const rough = new Best(limit * OVERSAMPLING);
    let bar = rough.bar;
    for (let row = 0; row < this.size; row++) {
      const score = (products[row] as number) * (this.#scales[row] as number);
      if (score <= bar || (allowed && !allowed(row))) continue;
      rough.offer(row, score);
      bar = rough.bar;
    }
    const best = new Best(limit);
    for (const { passage } of rough.kept) best.offer(passage, this.cosine(passage, vector));
    return best.kept;
  }

  /** A search with a filter often follows one without, for the same vector. */
  #scan(vector: Float32Array): void {
    if (vector === this.#scanned) return;
    const query = new Int8Array(this.#memory.buffer, 0, this.#stride).fill(0);
    quantise(vector, query);
    this.#dot(0, this.#rowAt(0), this.size, this.#stride, this.#resultsAt);
    this.#scanned = vector;
  }

  /** Cosine of a row with a unit vector. */
  cosine(row: number, vector: Float32Array): number {
    const rows = new Int8Array(this.#memory.buffer);
    return dot(vector, rows, this.#rowAt(row), this.#scales[row] as number);
  }

  /** The question's vector comes first, then the rows, then a result (i32) for each. */
  #rowAt(row: number): number {
    return this.#stride * (row + 1);
  }

  get #resultsAt(): number {
    return this.#rowAt(this.size);
  }
}
