import { join } from 'node:path';
import { BUILDER_VERSION } from './builder-version.ts';
import { defaultCacheDir } from './cache-dir.ts';
import { encoderSourceChecksums, encoderSourceKey, openEncoderWeights } from './encoder-source.ts';
import { sha256 } from './manifest.ts';
import { modelFolder } from './model-folder.ts';
import type { ModelOptions } from './model-progress.ts';

/**
 * The transformers.js folder of the default encoder (all-MiniLM-L6-v2, fp32 and q8), built on first use from the
 * installed package. Afterwards a call costs a few `stat`s.
 *
 * @returns the folder, and a word that changes with the builder and the package
 * @throws AttacheError MODEL_UNAVAILABLE, MODEL_DAMAGED, CACHE_UNWRITABLE, ABORTED
 */
export async function ensureEncoder(
  options: ModelOptions = {},
): Promise<{ readonly folder: string; readonly key: string }> {
  const key = sha256(JSON.stringify([BUILDER_VERSION, await encoderSourceKey()]));
  const folder = await modelFolder(
    {
      root: join(options.cacheDir ?? defaultCacheDir(), 'models'),
      kind: 'encoder',
      key,
      builder: BUILDER_VERSION,
      build: async () => {
        options.onProgress?.({ model: 'encoder', stage: 'reading weights', file: null });
        const { modelFiles } = await import('./model-files.ts'); // needed once, and large
        const sources = await encoderSourceChecksums();
        return { files: modelFiles('encoder', openEncoderWeights(), options), sources };
      },
    },
    options.verify ?? false,
  );
  return { folder, key };
}
