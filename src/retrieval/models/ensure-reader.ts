import { join } from 'node:path';
import { AttacheError } from '../../errors.ts';
import { AdaptedWeights } from './adapted-weights.ts';
import { BUILDER_VERSION } from './builder-version.ts';
import { defaultCacheDir } from './cache-dir.ts';
import { encoderSourceChecksums, encoderSourceKey, openEncoderWeights } from './encoder-source.ts';
import { sha256, sha256OfFile } from './manifest.ts';
import { modelFolder } from './model-folder.ts';
import type { ModelOptions } from './model-progress.ts';
import { Safetensors } from './safetensors.ts';

export interface ReaderModelOptions extends ModelOptions {
  /** The safetensors file with what makes the encoder a reader; see `AdaptedWeights`. */
  readonly adapter: string;
}

/**
 * The transformers.js folder of the reader (question answering, fp32 and q8), built on first use from the installed
 * encoder and an adapter. The adapter is small enough to be compared by its checksum at every call.
 *
 * @returns the folder, and a word that changes with the builder, the encoder's package and the adapter
 * @throws AttacheError MODEL_UNAVAILABLE, MODEL_DAMAGED, CACHE_UNWRITABLE, ABORTED
 */
export async function ensureReader(
  options: ReaderModelOptions,
): Promise<{ readonly folder: string; readonly key: string }> {
  const adapterChecksum = await checksum(options.adapter);
  const key = sha256(JSON.stringify([BUILDER_VERSION, await encoderSourceKey(), adapterChecksum]));
  const folder = await modelFolder(
    {
      root: join(options.cacheDir ?? defaultCacheDir(), 'models'),
      kind: 'reader',
      key,
      builder: BUILDER_VERSION,
      build: async () => {
        options.onProgress?.({ model: 'reader', stage: 'reading weights', file: null });
        const { modelFiles } = await import('./model-files.ts'); // needed once, and large
        const sources = { ...(await encoderSourceChecksums()), adapter: adapterChecksum };
        const adapter = new Safetensors(options.adapter);
        const weights = new AdaptedWeights(openEncoderWeights(), adapter);
        return { files: modelFiles('reader', weights, options), sources };
      },
    },
    options.verify ?? false,
  );
  return { folder, key };
}

async function checksum(adapter: string): Promise<string> {
  try {
    return await sha256OfFile(adapter);
  } catch (cause) {
    throw new AttacheError(
      'MODEL_UNAVAILABLE',
      `The reader's weights ${adapter} cannot be read (${String(cause)}). Install the package once more, or do without ` +
        'the reader: ATTACHE_READER=off.',
      { cause },
    );
  }
}
