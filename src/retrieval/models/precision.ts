import type { OnnxGraph } from './onnx-graph.ts';

/** One linear layer: `y = x · weightᵀ + bias`. */
export interface LinearLayer {
  /** Name of the layer's output. */
  readonly name: string;
  /** [outputs, inputs], row by row. */
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly inputs: number;
  readonly outputs: number;
}

/** How the heavy parts of the graph are computed; layer norms, activations and heads are the same in every precision. */
export interface Precision {
  /** File name that transformers.js expects: for dtype 'fp32' `model.onnx`, for 'q8' `model_quantized.onnx`. */
  readonly file: string;

  /** Looks up rows of a [rows, columns] table; `halves` are the same numbers in half precision, if known to be exact. */
  embedding(
    graph: OnnxGraph,
    table: { name: string; rows: number; columns: number; floats: () => Float32Array; halves?: Uint16Array },
    indices: string,
  ): string;

  linear(graph: OnnxGraph, layer: LinearLayer, input: string): string;

  /**
   * Multi-head self-attention.
   *
   * @param projections query, key and value stacked: weight [3 × hidden, hidden]
   * @param mask 1 for a token, 0 for padding: int32 [batch, sequence]
   */
  attention(graph: OnnxGraph, projections: LinearLayer, input: string, mask: string, heads: number): string;
}
