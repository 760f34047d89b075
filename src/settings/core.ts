import { readGroup } from './read.ts';
import type { Environment } from './variable.ts';
import { articleVariables } from './variables/articles.ts';
import { modelVariables } from './variables/models.ts';

/** The core's settings; what is absent takes the default of `createAssistant`. */
export interface CoreSettings {
  readonly corpus?: string;
  readonly cacheDir?: string;
  /** Addresses whose articles are brought into the corpus. */
  readonly sources: readonly string[];
  /** Milliseconds between two rounds of that; 0: never again. */
  readonly refreshMs: number;
  /** Whether the sources may lie in a private network. */
  readonly allowPrivate: boolean;
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
 * Reads what the core needs.
 * @throws AttacheError SETTINGS_INVALID, naming the variable and what it may be
 */
export function parseCoreSettings(env: Environment): CoreSettings {
  const articles = readGroup(articleVariables, env);
  const models = readGroup(modelVariables, env);
  return {
    ...given({ corpus: articles.ATTACHE_CORPUS, cacheDir: models.ATTACHE_CACHE_DIR }),
    sources: articles.ATTACHE_SOURCES ?? [],
    refreshMs: articles.ATTACHE_REFRESH,
    allowPrivate: articles.ATTACHE_ALLOW_PRIVATE,
    embedding: given({
      model: models.ATTACHE_EMBEDDING_MODEL,
      dtype: models.ATTACHE_EMBEDDING_DTYPE,
      pooling: models.ATTACHE_EMBEDDING_POOLING,
      queryPrefix: models.ATTACHE_EMBEDDING_QUERY_PREFIX,
      passagePrefix: models.ATTACHE_EMBEDDING_PASSAGE_PREFIX,
    }),
    reader: models.ATTACHE_READER ? given({ model: models.ATTACHE_READER_MODEL }) : 'off',
  };
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined, so that defaults apply. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
