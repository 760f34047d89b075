import { AttacheError } from '../../errors.ts';
import { type BertConfig, readBertConfig } from './bert-config.ts';
import { bertGraph, type Head } from './bert-graph.ts';
import { BUILDER_VERSION } from './builder-version.ts';
import { eightBitPrecision } from './eight-bit-precision.ts';
import { encoderSource } from './encoder-source.ts';
import type { ModelFiles } from './model-folder.ts';
import type { ModelOptions, ModelProgress } from './model-progress.ts';
import { singlePrecision } from './single-precision.ts';
import { tokenizerFiles } from './tokenizer-files.ts';
import type { Weights } from './weights.ts';

const PRECISIONS = [singlePrecision, eightBitPrecision];

/**
 * Makes the files of a transformers.js model folder from BERT weights, the graphs last and one at a time, and closes
 * the weights.
 *
 * @throws AttacheError MODEL_DAMAGED when the weights do not fit the configuration; ABORTED between two files
 */
export async function* modelFiles(
  model: ModelProgress['model'],
  weights: Weights,
  { signal, onProgress }: ModelOptions,
): ModelFiles {
  try {
    const config = await readBertConfig(encoderSource.config);
    const { tokenizer, config: tokenizerConfig } = await tokenizerFiles(
      encoderSource.tokenizer,
      config.max_position_embeddings,
    );
    const head: Head = model === 'encoder' ? 'hidden-states' : 'question-answering';
    yield { path: 'config.json', content: `${JSON.stringify(modelConfig(config, head), null, 2)}\n` };
    yield { path: 'tokenizer.json', content: tokenizer };
    yield { path: 'tokenizer_config.json', content: tokenizerConfig };
    for (const precision of PRECISIONS) {
      throwIfAborted(signal);
      const path = `onnx/${precision.file}`;
      onProgress?.({ model, stage: 'writing', file: path });
      const producer = { name: 'attache', version: String(BUILDER_VERSION) };
      yield { path, content: bertGraph(weights, config, precision, head).encode(producer) };
    }
    onProgress?.({ model, stage: 'ready', file: null });
  } finally {
    weights.close();
  }
}

function modelConfig(config: BertConfig, head: Head): BertConfig {
  return { ...config, architectures: [head === 'hidden-states' ? 'BertModel' : 'BertForQuestionAnswering'] };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new AttacheError('ABORTED', 'Building the model was stopped.', { cause: signal.reason });
  }
}
