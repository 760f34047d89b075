import type { Embedder, EmbedderOptions, EmbeddingSettings } from './embedding.ts';
import { loadEncoder } from './load-encoder.ts';
import { TransformersEmbedder } from './transformers-embedder.ts';

export type { Embedder, EmbedderOptions, EmbeddingDtype, EmbeddingSettings } from './embedding.ts';

/**
 * Loads an embedding model; the default one is built on first use and needs no internet.
 *
 * @throws AttacheError MODEL_UNAVAILABLE, MODEL_DAMAGED, CACHE_UNWRITABLE, SETTINGS_INVALID, ABORTED
 */
export async function createEmbedder(
  settings: Partial<EmbeddingSettings> = {},
  options: EmbedderOptions = {},
): Promise<Embedder> {
  const complete: EmbeddingSettings = {
    model: settings.model ?? 'default',
    dtype: settings.dtype ?? 'q8',
    pooling: settings.pooling ?? 'mean',
    queryPrefix: settings.queryPrefix ?? '',
    passagePrefix: settings.passagePrefix ?? '',
    ...(settings.adapter !== undefined && { adapter: settings.adapter }),
    ...(settings.cacheDir !== undefined && { cacheDir: settings.cacheDir }),
  };
  return TransformersEmbedder.start(await loadEncoder(complete, options), complete);
}
