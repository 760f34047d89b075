import type { Precision } from './precision.ts';
import { transpose } from './weights.ts';

/** ONNX's number for `float`, as Cast wants it. */
const FLOAT = 1;

/** Everything in 32-bit floating point: the reference, and the fallback where eight bits cost answers. */
export const singlePrecision: Precision = {
  file: 'model.onnx',

  embedding(graph, { name, rows, columns, floats, halves }, indices) {
    if (halves === undefined) {
      return graph.standard('Gather', name, [
        graph.constant(`${name}.table`, floats(), [rows, columns]),
        indices,
      ]);
    }
    // Widening the few rows that are used is exact and saves half of the file.
    const table = graph.constant(`${name}.table`, halves, [rows, columns]);
    return graph.standard('Cast', name, [graph.standard('Gather', `${name}.half`, [table, indices])], {
      to: FLOAT,
    });
  },

  linear(graph, { name, weight, bias, inputs, outputs }, input) {
    const matrix = graph.constant(`${name}.weight`, transpose(weight, outputs, inputs), [inputs, outputs]);
    const product = graph.standard('MatMul', `${name}.product`, [input, matrix]);
    return graph.standard('Add', name, [product, graph.constant(`${name}.bias`, bias, [outputs])]);
  },

  attention(graph, { name, weight, bias, inputs, outputs }, input, mask, heads) {
    const matrix = graph.constant(`${name}.weight`, transpose(weight, outputs, inputs), [inputs, outputs]);
    return graph.fused(
      'Attention',
      name,
      [input, matrix, graph.constant(`${name}.bias`, bias, [outputs]), mask],
      {
        num_heads: heads,
      },
    );
  },
};
