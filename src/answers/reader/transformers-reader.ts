import type { PreTrainedModel, Tensor as TensorClass } from '@huggingface/transformers';
import { AttacheError } from '../../errors.ts';
import { SharedModel } from '../../retrieval/models/shared-model.ts';
import { bestSpans, type SpanToken } from './best-spans.ts';
import type { PairTokenizer } from './pieces.ts';
import type { Reader, ReaderInput, ReaderOutput, ReadOptions } from './reader.ts';
import { MAX_TOKENS, type ReaderSequence, readerSequence } from './reader-sequence.ts';

const DEFAULT_SPANS = 5;

/** A loaded question-answering model. */
export interface LoadedReader {
  readonly identity: string;
  readonly model: PreTrainedModel;
  readonly tokenizer: PairTokenizer;
  readonly Tensor: typeof TensorClass;
}

interface Logits {
  readonly start: Float32Array;
  readonly end: Float32Array;
}

/** A reader on a question-answering model loaded by transformers.js, read by its raw logits. */
export class TransformersReader implements Reader {
  readonly model: string;
  readonly #loaded: LoadedReader;
  readonly #shared: SharedModel;

  constructor(loaded: LoadedReader) {
    this.model = loaded.identity;
    this.#loaded = loaded;
    this.#shared = new SharedModel(loaded.model);
  }

  async read(
    question: string,
    inputs: readonly ReaderInput[],
    options: ReadOptions = {},
  ): Promise<ReaderOutput[]> {
    const { signal, spans = DEFAULT_SPANS, maxTokens = MAX_TOKENS } = options;
    const limit = Math.min(maxTokens, MAX_TOKENS);
    const outputs: ReaderOutput[] = [];
    for (const input of inputs) {
      this.#throwIfStopped(signal);
      const sequence = readerSequence(this.#loaded.tokenizer, question, input, limit);
      outputs.push(output(sequence, await this.#run(sequence), spans));
    }
    return outputs;
  }

  close(): Promise<void> {
    return this.#shared.close();
  }

  async #run({ ids, contextStart }: ReaderSequence): Promise<Logits> {
    const { Tensor, identity } = this.#loaded;
    const tensor = (numbers: readonly number[]) =>
      new Tensor('int64', BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
    const result = await this.#shared.run({
      input_ids: tensor(ids),
      attention_mask: tensor(ids.map(() => 1)),
      token_type_ids: tensor(ids.map((_, position) => (position < contextStart ? 0 : 1))),
    });
    if (result.start_logits === undefined || result.end_logits === undefined) {
      throw new AttacheError(
        'MODEL_UNAVAILABLE',
        `The model '${identity}' gives no start and end logits: it is not made for extractive question answering. ` +
          'Set ATTACHE_READER_MODEL to one that is.',
      );
    }
    return { start: result.start_logits.data, end: result.end_logits.data };
  }

  #throwIfStopped(signal: AbortSignal | undefined): void {
    if (this.#shared.isClosed)
      throw new AttacheError('CLOSED', 'The reader has been closed; create another one.');
    if (signal?.aborted) throw new AttacheError('ABORTED', 'Reading was stopped.', { cause: signal.reason });
  }
}

function output({ tokens }: ReaderSequence, { start, end }: Logits, spans: number): ReaderOutput {
  const scored: SpanToken[] = tokens.map(({ position, ...token }) => ({
    ...token,
    startLogit: start[position] as number,
    endLogit: end[position] as number,
  }));
  return {
    nullScore: (start[0] as number) + (end[0] as number),
    spans: bestSpans(scored, spans),
    tokens: scored.map(({ continues: _, ...token }) => token),
  };
}
