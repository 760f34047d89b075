import type { PreTrainedModel, PreTrainedTokenizer, Tensor as TensorClass } from '@huggingface/transformers';
import { AttacheError } from '../../errors.ts';
import { packageFile } from '../../package-files.ts';
import { ensureModel } from '../models/ensure-model.ts';
import { folderStamp } from '../models/folder-stamp.ts';
import { loadBuiltModel } from '../models/load-built-model.ts';
import { locateModel, modelUnavailable } from '../models/locate-model.ts';
import { loadTransformers, sessionOptions } from '../models/transformers-runtime.ts';
import type { EmbedderOptions, EmbeddingSettings } from './embedding.ts';

/** Environment variable that names another embedding model. */
const MODEL_VARIABLE = 'ATTACHE_EMBEDDING_MODEL';

/** What ships with the package: the difference between the installed encoder and the one that searches. */
const SHIPPED_ADAPTER = 'data/models/encoder/encoder.safetensors';

/** A loaded encoder and the word that tells it from others. */
export interface LoadedEncoder {
  readonly identity: string;
  readonly model: PreTrainedModel;
  readonly tokenizer: PreTrainedTokenizer;
  readonly Tensor: typeof TensorClass;
}

/** @throws AttacheError MODEL_UNAVAILABLE, MODEL_DAMAGED, CACHE_UNWRITABLE, SETTINGS_INVALID, ABORTED */
export async function loadEncoder(
  settings: EmbeddingSettings,
  options: EmbedderOptions,
): Promise<LoadedEncoder> {
  return settings.model === 'default' ? loadDefault(settings, options) : loadOther(settings);
}

async function loadDefault(settings: EmbeddingSettings, options: EmbedderOptions): Promise<LoadedEncoder> {
  const { dtype, cacheDir, adapter = packageFile(SHIPPED_ADAPTER) } = settings;
  if (dtype !== 'fp32' && dtype !== 'q8') {
    throw new AttacheError(
      'SETTINGS_INVALID',
      `The default embedding model comes as 'fp32' and 'q8', not '${dtype}'. Set ATTACHE_EMBEDDING_DTYPE to one of them.`,
    );
  }
  return loadBuiltModel(
    (verify) =>
      ensureModel('encoder', { ...options, adapter, verify, ...(cacheDir !== undefined && { cacheDir }) }),
    async ({ folder, key }) => ({
      identity: `all-MiniLM-L6-v2/${dtype}/${key.slice(0, 16)}`,
      ...(await loadPretrained(folder, dtype, { local_files_only: true })),
    }),
  );
}

async function loadOther({ model, dtype, cacheDir }: EmbeddingSettings): Promise<LoadedEncoder> {
  const location = await locateModel(model, cacheDir);
  try {
    const stamp = location.isFolder ? await folderStamp(location.source) : '';
    return {
      identity: `${model}/${dtype}/${stamp}`,
      ...(await loadPretrained(location.source, dtype, location.options)),
    };
  } catch (cause) {
    throw modelUnavailable(location, dtype, MODEL_VARIABLE, cause);
  }
}

async function loadPretrained(
  source: string,
  dtype: EmbeddingSettings['dtype'],
  options: { readonly local_files_only: boolean; readonly cache_dir?: string },
): Promise<Omit<LoadedEncoder, 'identity'>> {
  const { AutoModel, AutoTokenizer, Tensor } = await loadTransformers();
  const tokenizer = await AutoTokenizer.from_pretrained(source, options);
  const model = await AutoModel.from_pretrained(source, {
    ...options,
    dtype,
    session_options: sessionOptions,
  });
  return { model, tokenizer, Tensor };
}
