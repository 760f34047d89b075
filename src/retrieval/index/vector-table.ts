/** Vectors of equal length in one typed array, a row each. */
export class VectorTable {
  readonly rows: number;
  readonly #dimensions: number;
  readonly #values: Float32Array;

  private constructor(values: Float32Array, dimensions: number) {
    this.#values = values;
    this.#dimensions = dimensions;
    this.rows = values.length / dimensions;
  }

  static of(vectors: readonly Float32Array[], dimensions: number): VectorTable {
    const values = new Float32Array(vectors.length * dimensions);
    for (const [row, vector] of vectors.entries()) values.set(vector, row * dimensions);
    return new VectorTable(values, dimensions);
  }

  /** Inner product of a row with a vector: the cosine, if both are unit vectors. */
  dot(row: number, vector: Float32Array): number {
    const base = row * this.#dimensions;
    let sum = 0;
    for (let i = 0; i < this.#dimensions; i++) {
      sum += (this.#values[base + i] as number) * (vector[i] as number);
    }
    return sum;
  }
}
