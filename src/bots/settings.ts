import path from 'node:path';
import envPaths from 'env-paths';
import { z } from 'zod';
import { AttacheError } from '../errors.ts';

/** Settings that every chat adapter shares. */
export interface ChatSettings {
  /** Folder of the bots' database. */
  readonly dataDir: string;
  /** Questions a minute and person; 0 means no limit. */
  readonly rateLimit: number;
  /** Whether the text of questions may be written to disk. */
  readonly storeQuestions: boolean;
  /** Days after which answers, votes and conversations are forgotten; 0 keeps them. */
  readonly retentionDays: number;
}

/** The environment, as `process.env` has it. Read once, at the edge. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const DEFAULT_RATE_LIMIT = 20;
export const DEFAULT_RETENTION_DAYS = 90;

const wholeNumber = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'must be a whole number')
    .transform(Number)
    .default(fallback);

const yesOrNo = z
  .enum(['1', 'true', 'yes', 'on', '0', 'false', 'no', 'off'], { error: 'must be on or off' })
  .transform((word) => ['1', 'true', 'yes', 'on'].includes(word));

const schema = z.object({
  ATTACHE_DATA_DIR: z.string().optional(),
  ATTACHE_RATE_LIMIT: wholeNumber(DEFAULT_RATE_LIMIT),
  ATTACHE_STORE_QUESTIONS: yesOrNo.default(true),
  ATTACHE_RETENTION_DAYS: wholeNumber(DEFAULT_RETENTION_DAYS),
});

/** Reads the shared settings. Throws `AttacheError` (SETTINGS_INVALID) that names the variable to change. */
export function parseChatSettings(env: Environment): ChatSettings {
  const values = parseEnvironment(schema, env);
  return {
    dataDir: path.resolve(values.ATTACHE_DATA_DIR ?? envPaths('attache', { suffix: '' }).data),
    rateLimit: values.ATTACHE_RATE_LIMIT,
    storeQuestions: values.ATTACHE_STORE_QUESTIONS,
    retentionDays: values.ATTACHE_RETENTION_DAYS,
  };
}

/** Applies a schema to the environment; an empty variable counts as unset, as in a compose file. */
export function parseEnvironment<T extends z.ZodObject>(shape: T, env: Environment): z.infer<T> {
  const given = Object.fromEntries(
    Object.keys(shape.shape)
      .map((name) => [name, env[name]?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = shape.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0] ?? 'a setting');
  throw new AttacheError(
    'SETTINGS_INVALID',
    `${name} ${issue?.message ?? 'is invalid'}: set it to another value.`,
  );
}

/** A comma-separated list of identifiers, as allow-lists are written. */
export const identifierList = z
  .string()
  .default('')
  .transform((list) =>
    list
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
