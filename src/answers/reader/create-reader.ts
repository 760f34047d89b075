import { loadReader } from './load-reader.ts';
import type { Reader, ReaderInput } from './reader.ts';
import type { ReaderOptions, ReaderSettings } from './reader-settings.ts';
import { TransformersReader } from './transformers-reader.ts';

export type { ReaderOptions, ReaderSettings } from './reader-settings.ts';

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
