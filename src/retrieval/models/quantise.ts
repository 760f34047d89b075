/**
 * Largest magnitude of an eight-bit weight in a linear layer: seven bits and a sign less. Processors with AVX2 but
 * without VNNI add two products of an eight-bit activation and a weight in sixteen bits, which saturates
 * (2 × 255 × 127 > 32,767); with 63 it cannot (2 × 255 × 63 = 32,130), so that every machine gives the same answer.
 * onnxruntime recommends it as `reduce_range`:
 * https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html
 */
export const REDUCED_RANGE = 63;

/** The full range, for numbers that are widened again before they are used. */
export const FULL_RANGE = 127;

/** Eight-bit numbers and one scale a row: the row's numbers are about `values × scale`. */
export interface QuantisedRows {
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/** Rounds each row of a [rows, columns] matrix to integers in ±`range`, symmetrically. */
export function quantiseRows(
  matrix: Float32Array,
  rows: number,
  columns: number,
  range: number,
): QuantisedRows {
  const values = new Int8Array(matrix.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let largest = 0;
    for (let i = start; i < start + columns; i++) {
      largest = Math.max(largest, Math.abs(matrix[i] as number));
    }
    const scale = Math.fround(largest / range) || 1; // a row of zeros needs some scale
    scales[row] = scale;
    for (let i = start; i < start + columns; i++) values[i] = Math.round((matrix[i] as number) / scale);
  }
  return { values, scales };
}

/** A [rows, columns] matrix of bytes as [columns, rows]. */
export function transposeBytes(matrix: Int8Array, rows: number, columns: number): Int8Array {
  const transposed = new Int8Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      transposed[column * rows + row] = matrix[row * columns + column] as number;
    }
  }
  return transposed;
}
