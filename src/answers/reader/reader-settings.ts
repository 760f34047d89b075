import type { EmbeddingDtype } from '../../retrieval/embedding/embedder.ts';
import type { ModelProgress } from '../../retrieval/models/model-progress.ts';

export interface ReaderSettings {
  /** 'default' (the reader that ships with the product), an id of the Hugging Face hub, or a folder. */
  readonly model: string;
  /** The default reader has 'fp32' and 'q8'. Default: 'q8'. */
  readonly dtype: EmbeddingDtype;
  /** The default reader's weights; default: the file that ships with the package. For trying out a new training. */
  readonly adapter?: string;
  /** Folder for built and downloaded models; default: the user's cache folder. */
  readonly cacheDir?: string;
}

export interface ReaderOptions {
  /** Called only when the default reader has to be built. */
  readonly onProgress?: (progress: ModelProgress) => void;
  readonly signal?: AbortSignal;
}
