import { z } from 'zod';
import { AttacheError } from './errors.ts';

const text = z.string().trim().min(1);

/** The variables that the core reads; adapters add their own (`src/bots/`). */
const environment = z.object({
  /** Folder with the articles. */
  ATTACHE_CORPUS: text.optional(),
  /** Folder for built models and vectors. */
  ATTACHE_CACHE_DIR: text.optional(),
  /** 'default', a model of the hub, or a local model folder. */
  ATTACHE_EMBEDDING_MODEL: text.optional(),
  ATTACHE_EMBEDDING_DTYPE: z.enum(['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'bnb4', 'q4f16']).optional(),
  ATTACHE_EMBEDDING_POOLING: z.enum(['mean', 'cls']).optional(),
  /** Put before each question / passage, as some models want ('query: ', 'passage: '). */
  ATTACHE_EMBEDDING_QUERY_PREFIX: z.string().optional(),
  ATTACHE_EMBEDDING_PASSAGE_PREFIX: z.string().optional(),
  /** 'on' or 'off'. */
  ATTACHE_READER: z.enum(['on', 'off']).optional(),
  /** A question-answering model of the hub or a local folder, instead of the one that ships. */
  ATTACHE_READER_MODEL: text.optional(),
});

/** The core's settings; what is absent takes the default of `createAssistant`. */
export interface Settings {
  readonly corpus?: string;
  readonly cacheDir?: string;
  readonly embedding: {
    readonly model?: string;
    readonly dtype?: 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'bnb4' | 'q4f16';
    readonly pooling?: 'mean' | 'cls';
    readonly queryPrefix?: string;
    readonly passagePrefix?: string;
  };
  /** 'off', or the model to use. */
  readonly reader: 'off' | { readonly model?: string };
}

/**
 * Reads the settings from an environment; empty variables count as unset.
 * @throws AttacheError SETTINGS_INVALID, naming the variable and what it may be
 */
export function parseSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AttacheError(
      'SETTINGS_INVALID',
      `The environment variable ${issue?.path.join('.')} is not usable: ${issue?.message}. Correct it or unset it.`,
    );
  }
  const v = parsed.data;
  return {
    ...(v.ATTACHE_CORPUS !== undefined && { corpus: v.ATTACHE_CORPUS }),
    ...(v.ATTACHE_CACHE_DIR !== undefined && { cacheDir: v.ATTACHE_CACHE_DIR }),
    embedding: {
      ...(v.ATTACHE_EMBEDDING_MODEL !== undefined && { model: v.ATTACHE_EMBEDDING_MODEL }),
      ...(v.ATTACHE_EMBEDDING_DTYPE !== undefined && { dtype: v.ATTACHE_EMBEDDING_DTYPE }),
      ...(v.ATTACHE_EMBEDDING_POOLING !== undefined && { pooling: v.ATTACHE_EMBEDDING_POOLING }),
      ...(v.ATTACHE_EMBEDDING_QUERY_PREFIX !== undefined && {
        queryPrefix: v.ATTACHE_EMBEDDING_QUERY_PREFIX,
      }),
      ...(v.ATTACHE_EMBEDDING_PASSAGE_PREFIX !== undefined && {
        passagePrefix: v.ATTACHE_EMBEDDING_PASSAGE_PREFIX,
      }),
    },
    reader:
      v.ATTACHE_READER === 'off'
        ? 'off'
        : { ...(v.ATTACHE_READER_MODEL !== undefined && { model: v.ATTACHE_READER_MODEL }) },
  };
}
