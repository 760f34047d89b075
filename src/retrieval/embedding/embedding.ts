import type { ModelProgress } from '../models/model-progress.ts';

/** Turns texts into vectors whose dot product is their likeness. */
export interface Embedder {
  /** Identity for cache keys: equal words mean equal vectors for equal texts. Holds name, dtype, pooling and version. */
  readonly model: string;
  readonly dimensions: number;
  /**
   * Embeds texts, each on its own, so that a text's vector does not depend on its company. A run keeps the event loop
   * for one text (2 to 20 ms with the default model); between texts other work goes on.
   *
   * @param texts of any length, also empty; what exceeds 256 word pieces is left out
   * @returns a `Float32Array` of `dimensions` numbers and length 1 for each text, in order
   * @throws AttacheError ABORTED, CLOSED
   */
  embed(
    texts: readonly string[],
    kind: 'query' | 'passage',
    options?: { signal?: AbortSignal; onProgress?: (done: number, total: number) => void },
  ): Promise<Float32Array[]>;
  /** Whether the model's vocabulary holds a word whole, as it does the common words of its languages. */
  knowsWord(word: string): boolean;
  close(): Promise<void>;
}

/** Number formats of weights, as transformers.js calls them. */
export type EmbeddingDtype = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4';

export interface EmbeddingSettings {
  /** 'default' (all-MiniLM-L6-v2 from the installed package, adapted to the search), an id of the Hugging Face hub, or a folder. */
  readonly model: string;
  /** The default model has 'fp32' and 'q8'. Default: 'q8'. */
  readonly dtype: EmbeddingDtype;
  /** How the tokens' vectors become the text's; default: 'mean'. */
  readonly pooling: 'mean' | 'cls';
  /** Put before questions, e.g. 'query: ' for the E5 models; default: nothing. */
  readonly queryPrefix: string;
  /** Put before passages, e.g. 'passage: '; default: nothing. */
  readonly passagePrefix: string;
  /**
   * What is changed in the default model's weights; default: the file that ships with the package; null: nothing, which
   * gives all-MiniLM-L6-v2 itself.
   */
  readonly adapter?: string | null;
  /** Folder for built and downloaded models; default: the user's cache folder. */
  readonly cacheDir?: string;
}

export interface EmbedderOptions {
  /** Called only when the default model has to be built. */
  readonly onProgress?: (progress: ModelProgress) => void;
  readonly signal?: AbortSignal;
}
