import { AttacheError } from '../../errors.ts';
import { SharedModel } from '../models/shared-model.ts';
import type { Embedder, EmbeddingSettings } from './embedding.ts';
import type { LoadedEncoder } from './load-encoder.ts';
import { pool } from './pool.ts';
import { TokenIds } from './token-ids.ts';

/** Longest text in word pieces: what all-MiniLM-L6-v2 was trained on (its sentence_bert_config.json), and most others. */
const MAX_TOKENS = 256;

/** The last hidden states of a text's tokens: `dims` is [1, tokens, dimensions]. */
interface States {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** An embedder on an encoder loaded by transformers.js. */
export class TransformersEmbedder implements Embedder {
  readonly model: string;
  readonly #encoder: LoadedEncoder;
  readonly #settings: EmbeddingSettings;
  readonly #tokens: TokenIds;
  readonly #shared: SharedModel;
  #dimensions = 0;

  private constructor(encoder: LoadedEncoder, settings: EmbeddingSettings) {
    const { pooling, queryPrefix, passagePrefix } = settings;
    this.model = [encoder.identity, pooling, JSON.stringify([queryPrefix, passagePrefix])].join('/');
    this.#encoder = encoder;
    this.#shared = new SharedModel(encoder.model);
    this.#settings = settings;
    this.#tokens = new TokenIds(encoder.tokenizer, MAX_TOKENS);
  }

  /** Runs the encoder once, which tells the dimensions and that it is an encoder at all. */
  static async start(encoder: LoadedEncoder, settings: EmbeddingSettings): Promise<TransformersEmbedder> {
    const embedder = new TransformersEmbedder(encoder, settings);
    const { dims } = await embedder.#tokenStates('');
    embedder.#dimensions = dims.at(-1) as number;
    return embedder;
  }

  get dimensions(): number {
    return this.#dimensions;
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
      const { data } = await this.#tokenStates(prefix + text);
      vectors.push(pool(data, this.dimensions, pooling));
      options.onProgress?.(vectors.length, texts.length);
    }
    return vectors;
  }

  knowsWord(word: string): boolean {
    return this.#tokens.isWhole(word);
  }

  close(): Promise<void> {
    return this.#shared.close();
  }

  async #tokenStates(text: string): Promise<States> {
    const ids = this.#tokens.of(text);
    const { Tensor, identity } = this.#encoder;
    const shape = [1, ids.length];
    const output = await this.#shared.run({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
    });
    const states = output.last_hidden_state ?? output.token_embeddings;
    if (states === undefined) {
      throw new AttacheError(
        'MODEL_UNAVAILABLE',
        `The model '${identity}' gives ${Object.keys(output).join(', ')} and no last_hidden_state: it is no text ` +
          'encoder. Set ATTACHE_EMBEDDING_MODEL to an embedding model.',
      );
    }
    return states;
  }

  #throwIfStopped(signal: AbortSignal | undefined): void {
    if (this.#shared.isClosed)
      throw new AttacheError('CLOSED', 'The embedder has been closed; create another one.');
    if (signal?.aborted)
      throw new AttacheError('ABORTED', 'Embedding was stopped.', { cause: signal.reason });
  }
}
