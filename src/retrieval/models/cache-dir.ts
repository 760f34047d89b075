import envPaths from 'env-paths';

/** The user's cache folder for this product, e.g. `~/.cache/attache` on Linux. Deleting it costs time, never data. */
export function defaultCacheDir(): string {
  return envPaths('attache', { suffix: '' }).cache;
}
