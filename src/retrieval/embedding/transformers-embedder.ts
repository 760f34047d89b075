import { AttacheError } from '../../errors.ts';
import type { Embedder, EmbeddingSettings } from './embedder.ts';
import type { LoadedEncoder } from './load-encoder.ts';
import { pool } from './pool.ts';

/** Longest text in word pieces: what all-MiniLM-L6-v2 was trained on (its sentence_bert_config.json), and most others. */
const MAX_TOKENS = 256;

type Encoded = Parameters<LoadedEncoder['model']['forward']>[0];

/** An embedder on an encoder loaded by transformers.js. */
export class TransformersEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions: number;
  readonly #encoder: LoadedEncoder;
  readonly #settings: EmbeddingSettings;
  #closed = false;

  private constructor(encoder: LoadedEncoder, settings: EmbeddingSettings, dimensions: number) {
    const { pooling, queryPrefix, passagePrefix } = settings;
    this.model = [encoder.identity, pooling, JSON.stringify([queryPrefix, passagePrefix])].join('/');
    this.dimensions = dimensions;
    this.#encoder = encoder;
    this.#settings = settings;
  }

  /** Runs the encoder once, which tells the dimensions and that it is an encoder at all. */
  static async start(encoder: LoadedEncoder, settings: EmbeddingSettings): Promise<TransformersEmbedder> {
    const { dims } = await tokenStates(encoder, '');
    return new TransformersEmbedder(encoder, settings, dims.at(-1) as number);
  }

  async embed(
    texts: readonly string[],
    kind: 'query' | 'passage',
    options: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void } = {},
  ): Promise<Float32Array[]> {
    const { queryPrefix, passagePrefix, pooling } = this.#settings;
    const prefix = kind === 'query' ? queryPrefix : passagePrefix;
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      this.#throwIfStopped(options.signal);
      const { data } = await tokenStates(this.#encoder, prefix + text);
      vectors.push(pool(data, this.dimensions, pooling));
      options.onProgress?.(vectors.length, texts.length);
    }
    return vectors;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#encoder.model.dispose();
  }

  #throwIfStopped(signal: AbortSignal | undefined): void {
    if (this.#closed) throw new AttacheError('CLOSED', 'The embedder has been closed; create another one.');
    if (signal?.aborted)
      throw new AttacheError('ABORTED', 'Embedding was stopped.', { cause: signal.reason });
  }
}

/** The last hidden states of a text's tokens: `dims` is [1, tokens, dimensions]. */
async function tokenStates(
  { model, tokenizer, identity }: LoadedEncoder,
  text: string,
): Promise<{ readonly data: Float32Array; readonly dims: readonly number[] }> {
  const maxTokens = Math.min(MAX_TOKENS, tokenizer.model_max_length || MAX_TOKENS);
  const input: Encoded = await tokenizer(text, { truncation: true, max_length: maxTokens });
  const output = await model(input);
  const states = output.last_hidden_state ?? output.token_embeddings;
  if (states === undefined) {
    throw new AttacheError(
      'MODEL_UNAVAILABLE',
      `The model '${identity}' gives ${Object.keys(output).join(', ')} and no last_hidden_state: it is no text encoder. ` +
        'Set ATTACHE_EMBEDDING_MODEL to an embedding model.',
    );
  }
  return states;
}
