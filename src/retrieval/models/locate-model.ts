import { stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { AttacheError } from '../../errors.ts';
import { defaultCacheDir } from './cache-dir.ts';

/** Where transformers.js is to find a model, as its `from_pretrained` takes it. */
export interface ModelLocation {
  /** As the user set it. */
  readonly setting: string;
  /** An absolute folder, or an id of the hub. */
  readonly source: string;
  readonly isFolder: boolean;
  readonly options: { readonly local_files_only: boolean; readonly cache_dir: string };
}

/** Finds a user's model: a folder when there is one of that name, else an id of the hub. */
export async function locateModel(setting: string, cacheDir = defaultCacheDir()): Promise<ModelLocation> {
  const folder = resolve(setting);
  const found = await stat(folder).catch(() => null);
  const isFolder = found?.isDirectory() === true || isAbsolute(setting) || setting.startsWith('.');
  return {
    setting,
    source: isFolder ? folder : setting,
    isFolder,
    options: { local_files_only: isFolder, cache_dir: join(cacheDir, 'hub') },
  };
}

/**
 * The error for a user's model that could not be loaded.
 *
 * @param variable the environment variable that names the model
 */
export function modelUnavailable(
  { setting, source, isFolder, options }: ModelLocation,
  dtype: string,
  variable: string,
  cause: unknown,
): AttacheError {
  const tried = isFolder
    ? `the folder ${source}`
    : `a folder of that name, the cache ${options.cache_dir} and https://huggingface.co/${source}`;
  return new AttacheError(
    'MODEL_UNAVAILABLE',
    `The model '${setting}' (${dtype}) cannot be had. Tried: ${tried}. Reason: ${reason(cause)}. ` +
      `Set ${variable} to a folder with config.json, tokenizer.json, tokenizer_config.json and the ONNX file of that ` +
      'dtype in onnx/ (model.onnx for fp32, model_quantized.onnx for q8), to a hub model that has these (which needs ' +
      "the internet once), or to 'default' for the model that comes with the product.",
    { cause },
  );
}

/** The innermost message: 'fetch failed' alone says nothing, its cause says 'getaddrinfo ENOTFOUND huggingface.co'. */
function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause instanceof Error ? `: ${cause.cause.message}` : '';
  return `${cause.message}${inner}`.replace(/\.$/, '');
}
