import type { EmbeddingDtype } from '../../retrieval/embedding/embedder.ts';
import type { ModelProgress } from '../../retrieval/models/model-progress.ts';
import { loadReader } from './load-reader.ts';
import type { Reader, ReaderInput } from './reader.ts';
import { TransformersReader } from './transformers-reader.ts';

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

const EMPTY: ReaderInput = { title: null, date: null, heading: null, passage: '' };

/**
 * Loads a question-answering model; the default one is built on first use and needs no internet.
 *
 * @throws AttacheError MODEL_UNAVAILABLE, MODEL_DAMAGED, CACHE_UNWRITABLE, SETTINGS_INVALID, ABORTED
 */
export async function createReader(
  settings: Partial<ReaderSettings> = {},
  options: ReaderOptions = {},
): Promise<Reader> {
  const { model = 'default', dtype = 'q8', ...rest } = settings;
  const reader = new TransformersReader(await loadReader({ model, dtype, ...rest }, options));
  if (model !== 'default') await reader.read('', [EMPTY]); // tells at once whether it is a reader at all
  return reader;
}
