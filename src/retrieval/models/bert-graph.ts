import type { BertConfig } from './bert-config.ts';
import { OnnxGraph } from './onnx-graph.ts';
import type { LinearLayer, Precision } from './precision.ts';
import { transpose, type Weights } from './weights.ts';

/** ONNX's number for `int32`, as Cast wants it. */
const INT32 = 6;

/** What the graph gives: the encoder's hidden states, or the reader's logits. */
export type Head = 'hidden-states' | 'question-answering';

/**
 * Writes a BERT encoder (Devlin et al. 2019, post-layer-norm) as a graph with the inputs and outputs that
 * transformers.js expects: `input_ids`, `attention_mask`, `token_type_ids`, int64 [batch, sequence], and
 * `last_hidden_state` [batch, sequence, hidden] or `start_logits` and `end_logits` [batch, sequence].
 *
 * Layer norms are standard operators behind plain additions on purpose: onnxruntime 1.30's fused
 * SkipLayerNormalization is ten times slower on a CPU (1.9 ms against 0.2 ms for 850 tokens).
 */
export function bertGraph(weights: Weights, config: BertConfig, precision: Precision, head: Head): OnnxGraph {
  const graph = new OnnxGraph(head);
  const layers = new BertLayers(graph, weights, config, precision);
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  const attention = graph.input('attention_mask', 'int64', ['batch', 'sequence']);
  const types = graph.input('token_type_ids', 'int64', ['batch', 'sequence']);

  const mask = graph.standard('Cast', 'mask', [attention], { to: INT32 });
  let hidden = layers.embeddings(ids, types);
  const last = config.num_hidden_layers - 1;
  for (let index = 0; index <= last; index++) {
    const isResult = index === last && head === 'hidden-states';
    hidden = layers.block(index, hidden, mask, isResult ? 'last_hidden_state' : `layer.${index}`);
  }
  if (head === 'hidden-states') {
    graph.output(hidden, 'float32', ['batch', 'sequence', config.hidden_size]);
  } else {
    addSpanHead(graph, weights, config, hidden);
  }
  return graph;
}

/** A start and an end logit a token (Devlin et al. 2019, 4.2). */
function addSpanHead(
  graph: OnnxGraph,
  weights: Weights,
  { hidden_size: hidden }: BertConfig,
  states: string,
): void {
  const weight = transpose(weights.floats('qa_outputs.weight', [2, hidden]), 2, hidden);
  const product = graph.standard('MatMul', 'qa.product', [
    states,
    graph.constant('qa.weight', weight, [hidden, 2]),
  ]);
  const bias = graph.constant('qa.bias', weights.floats('qa_outputs.bias', [2]), [2]);
  const logits = graph.standard('Add', 'qa.logits', [product, bias]);
  graph.several('Split', ['qa.start', 'qa.end'], [logits], { axis: 2 });
  const axis = graph.integers('qa.axis', 2);
  for (const side of ['start', 'end']) {
    graph.output(graph.standard('Squeeze', `${side}_logits`, [`qa.${side}`, axis]), 'float32', [
      'batch',
      'sequence',
    ]);
  }
}

class BertLayers {
  readonly #graph: OnnxGraph;
  readonly #weights: Weights;
  readonly #config: BertConfig;
  readonly #precision: Precision;

  constructor(graph: OnnxGraph, weights: Weights, config: BertConfig, precision: Precision) {
    this.#graph = graph;
    this.#weights = weights;
    this.#config = config;
    this.#precision = precision;
  }

  /** The sum of word, type and position embeddings, normalised. */
  embeddings(ids: string, types: string): string {
    const { hidden_size: hidden, vocab_size, type_vocab_size, max_position_embeddings } = this.#config;
    const graph = this.#graph;
    const wordName = 'embeddings.word_embeddings.weight';
    const wordShape = [vocab_size, hidden];
    const halves = this.#weights.halves(wordName, wordShape);
    const words = this.#precision.embedding(
      graph,
      {
        name: 'words',
        rows: vocab_size,
        columns: hidden,
        floats: () => this.#weights.floats(wordName, wordShape),
        ...(halves && { halves }),
      },
      ids,
    );
    const typeTable = this.#constant('embeddings.token_type_embeddings.weight', [type_vocab_size, hidden]);
    const positionTable = this.#constant('embeddings.position_embeddings.weight', [
      max_position_embeddings,
      hidden,
    ]);
    const length = graph.standard('Shape', 'length', [ids], { start: 1, end: 2 });
    const positions = graph.standard('Slice', 'positions', [
      positionTable,
      graph.integers('slice.start', 0),
      length,
      graph.integers('slice.axis', 0),
    ]);
    const typed = graph.standard('Add', 'typed', [
      words,
      graph.standard('Gather', 'types', [typeTable, types]),
    ]);
    return this.#sumAndNormalise('embeddings', typed, positions, 'embeddings.LayerNorm');
  }

  /** One transformer block; its output bears the name given. */
  block(index: number, input: string, mask: string, output: string): string {
    const { hidden_size: hidden, intermediate_size: wide, num_attention_heads: heads } = this.#config;
    const of = `encoder.layer.${index}`;
    const name = `layer.${index}`;
    const projections = this.#projections(`${of}.attention.self`, `${name}.attention`);
    const attended = this.#precision.attention(this.#graph, projections, input, mask, heads);
    const mixed = this.#linear(`${of}.attention.output.dense`, `${name}.mixed`, hidden, hidden, attended);
    const middle = this.#sumAndNormalise(`${name}.middle`, mixed, input, `${of}.attention.output.LayerNorm`);
    const widened = this.#linear(`${of}.intermediate.dense`, `${name}.wide`, hidden, wide, middle);
    const activated = this.#graph.fused('Gelu', `${name}.activated`, [widened]);
    const narrowed = this.#linear(`${of}.output.dense`, `${name}.narrow`, wide, hidden, activated);
    return this.#sumAndNormalise(output, narrowed, middle, `${of}.output.LayerNorm`);
  }

  /** Query, key and value as one layer, as the fused attention takes them. */
  #projections(of: string, name: string): LinearLayer {
    const { hidden_size: hidden } = this.#config;
    const weight = new Float32Array(3 * hidden * hidden);
    const bias = new Float32Array(3 * hidden);
    for (const [i, part] of ['query', 'key', 'value'].entries()) {
      weight.set(this.#weights.floats(`${of}.${part}.weight`, [hidden, hidden]), i * hidden * hidden);
      bias.set(this.#weights.floats(`${of}.${part}.bias`, [hidden]), i * hidden);
    }
    return { name, weight, bias, inputs: hidden, outputs: 3 * hidden };
  }

  #linear(of: string, name: string, inputs: number, outputs: number, input: string): string {
    const weight = this.#weights.floats(`${of}.weight`, [outputs, inputs]);
    const bias = this.#weights.floats(`${of}.bias`, [outputs]);
    return this.#precision.linear(this.#graph, { name, weight, bias, inputs, outputs }, input);
  }

  #sumAndNormalise(name: string, left: string, right: string, of: string): string {
    const { hidden_size: hidden, layer_norm_eps: epsilon } = this.#config;
    const sum = this.#graph.standard('Add', `${name}.sum`, [left, right]);
    const scale = this.#constant(`${of}.weight`, [hidden]);
    const shift = this.#constant(`${of}.bias`, [hidden]);
    return this.#graph.standard('LayerNormalization', name, [sum, scale, shift], {
      axis: -1,
      epsilon: { float: epsilon },
    });
  }

  #constant(name: string, shape: readonly number[]): string {
    return this.#graph.constant(name, this.#weights.floats(name, shape), shape);
  }
}
