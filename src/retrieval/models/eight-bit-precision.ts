import type { OnnxGraph } from './onnx-graph.ts';
import type { LinearLayer, Precision } from './precision.ts';
import { FULL_RANGE, quantiseRows, REDUCED_RANGE, transposeBytes } from './quantise.ts';

/** ONNX's number for `float`, as Cast wants it. */
const FLOAT = 1;

/**
 * Linear layers in eight bits: weights with one scale an output, activations with one scale a run, found as it runs.
 * Chosen by measurement on onnxruntime 1.30, on a processor with VNNI and AMX: MatMulNBits with eight bits is more exact
 * (cosine 0.999 against 0.993) but as slow as single precision, and unsigned weights are three times slower than signed.
 */
export const eightBitPrecision: Precision = {
  file: 'model_quantized.onnx',

  embedding(graph, { name, rows, columns, floats }, indices) {
    const { values, scales } = quantiseRows(floats(), rows, columns, FULL_RANGE);
    const table = graph.constant(`${name}.table`, values, [rows, columns]);
    const scale = graph.constant(`${name}.scale`, scales, [rows, 1]);
    const steps = graph.standard('Gather', `${name}.steps`, [table, indices]);
    return graph.standard('Mul', name, [
      graph.standard('Cast', `${name}.wide`, [steps], { to: FLOAT }),
      graph.standard('Gather', `${name}.step`, [scale, indices]),
    ]);
  },

  linear(graph, layer, input) {
    const { weight, scale, bias } = quantisedConstants(graph, layer);
    return graph.fused('DynamicQuantizeMatMul', layer.name, [input, weight, scale, '', bias]);
  },

  attention(graph, layer, input, mask, heads) {
    const { weight, scale, bias } = quantisedConstants(graph, layer);
    const zero = graph.constant(`${layer.name}.zero`, new Int8Array(1), []);
    const quantised = [
      `${layer.name}.input`,
      `${layer.name}.input.scale`,
      `${layer.name}.input.zero`,
    ] as const;
    graph.several('DynamicQuantizeLinear', quantised, [input]);
    const [steps, step, offset] = quantised;
    return graph.fused('QAttention', layer.name, [steps, weight, bias, step, scale, mask, offset, zero], {
      num_heads: heads,
    });
  },
};

function quantisedConstants(graph: OnnxGraph, { name, weight, bias, inputs, outputs }: LinearLayer) {
  const { values, scales } = quantiseRows(weight, outputs, inputs, REDUCED_RANGE);
  return {
    weight: graph.constant(`${name}.weight`, transposeBytes(values, outputs, inputs), [inputs, outputs]),
    scale: graph.constant(`${name}.scale`, scales, [outputs]),
    bias: graph.constant(`${name}.bias`, bias, [outputs]),
  };
}
