/** The weights of a model by name, wherever they come from. */
export interface Weights {
  /**
   * A tensor in single precision, row by row.
   *
   * @param shape what its shape has to be
   * @throws AttacheError MODEL_DAMAGED when it is missing or of another shape
   */
  floats(name: string, shape: readonly number[]): Float32Array;

  /** The bit patterns of a tensor that is stored in half precision; undefined when it is stored otherwise. */
  halves(name: string, shape: readonly number[]): Uint16Array | undefined;

  /** Closes the files behind the weights. */
  close(): void;
}

/** A [rows, columns] matrix as [columns, rows]. */
export function transpose(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const transposed = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      transposed[column * rows + row] = matrix[row * columns + column] as number;
    }
  }
  return transposed;
}
