import { join } from 'node:path';
import { AttacheError } from '../../errors.ts';
import { packageFile } from '../../package-files.ts';
import { ensureModel } from '../../retrieval/models/ensure-model.ts';
import { folderStamp } from '../../retrieval/models/folder-stamp.ts';
import { loadBuiltModel } from '../../retrieval/models/load-built-model.ts';
import { locateModel, modelUnavailable } from '../../retrieval/models/locate-model.ts';
import { loadTransformers, sessionOptions } from '../../retrieval/models/transformers-runtime.ts';
import type { PairTokenizer } from './pieces.ts';
import { readWordPiece } from './read-word-piece.ts';
import type { ReaderOptions, ReaderSettings } from './reader-settings.ts';
import type { LoadedReader } from './transformers-reader.ts';
import { WordAlignedTokenizer } from './word-aligned.ts';

/** Environment variable that names another reader. */
const MODEL_VARIABLE = 'ATTACHE_READER_MODEL';

/** What ships with the package: the difference between the encoder and the reader. */
const SHIPPED_ADAPTER = 'data/models/reader/reader.safetensors';

/** @throws AttacheError MODEL_UNAVAILABLE, MODEL_DAMAGED, CACHE_UNWRITABLE, SETTINGS_INVALID, ABORTED */
export async function loadReader(settings: ReaderSettings, options: ReaderOptions): Promise<LoadedReader> {
  return settings.model === 'default' ? loadDefault(settings, options) : loadOther(settings);
}

async function loadDefault(settings: ReaderSettings, options: ReaderOptions): Promise<LoadedReader> {
  const { dtype, cacheDir, adapter = packageFile(SHIPPED_ADAPTER) } = settings;
  if (dtype !== 'fp32' && dtype !== 'q8') {
    throw new AttacheError(
      'SETTINGS_INVALID',
      `The default reader comes as 'fp32' and 'q8', not '${dtype}'. Set one of them.`,
    );
  }
  return loadBuiltModel(
    (verify) =>
      ensureModel('reader', { ...options, adapter, verify, ...(cacheDir !== undefined && { cacheDir }) }),
    async ({ folder, key }) => {
      const tokenizer = await readWordPiece(folder);
      if (tokenizer === null) throw new Error(`${folder}/tokenizer.json is no WordPiece tokenizer`);
      const model = await loadModel(folder, dtype, { local_files_only: true });
      return { identity: `reader/${dtype}/${key.slice(0, 16)}`, tokenizer, ...model };
    },
  );
}

async function loadOther({ model, dtype, cacheDir }: ReaderSettings): Promise<LoadedReader> {
  const location = await locateModel(model, cacheDir);
  const { source, isFolder, options } = location;
  try {
    const loaded = await loadModel(source, dtype, options);
    // A model of the hub lies in the cache by now, and its tokenizer is the better one when it can be read.
    const folder = isFolder ? source : join(options.cache_dir, source);
    const tokenizer = (await readWordPiece(folder)) ?? (await loadTokenizer(source, options));
    const stamp = isFolder ? await folderStamp(source) : '';
    return { identity: `${model}/${dtype}/${stamp}`, tokenizer, ...loaded };
  } catch (cause) {
    throw modelUnavailable(location, dtype, MODEL_VARIABLE, cause);
  }
}

interface PretrainedOptions {
  readonly local_files_only: boolean;
  readonly cache_dir?: string;
}

async function loadModel(
  source: string,
  dtype: ReaderSettings['dtype'],
  options: PretrainedOptions,
): Promise<Pick<LoadedReader, 'model' | 'Tensor'>> {
  const { AutoModelForQuestionAnswering, Tensor } = await loadTransformers();
  const model = await AutoModelForQuestionAnswering.from_pretrained(source, {
    ...options,
    dtype,
    session_options: sessionOptions,
  });
  return { model, Tensor };
}

async function loadTokenizer(source: string, options: PretrainedOptions): Promise<PairTokenizer> {
  const { AutoTokenizer } = await loadTransformers();
  return new WordAlignedTokenizer(await AutoTokenizer.from_pretrained(source, options));
}
