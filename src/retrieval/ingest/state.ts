import { z } from 'zod';
import { AttacheError } from '../../errors.ts';
import { SOURCE_KINDS } from '../sources/source.ts';

/** Raised when articles are written otherwise: all of them are then read again. */
const CONVERSION = 1;

const validators = z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() }).nullable();

/** An article that was brought in. */
const article = z.object({
  kind: z.literal('article'),
  stamp: z.string().nullable(),
  validators,
  url: z.string().nullable(),
  /** Day of publication as the list tells it; null where it does not. */
  published: z.string().nullable().default(null),
  /** In the corpus folder. */
  file: z.string().regex(/^[^/\\\0]+\.md$/),
  /** Of the file's text as it was written. */
  hash: z.string(),
  /**
   * While a file is written: the hash that it had before, or 'none'. After a break the file tells by its own hash
   * whether it was reached.
   */
  before: z.string().optional(),
});

/** An article that is at the source and not in the corpus. */
const leftOut = z.object({
  kind: z.literal('left out'),
  stamp: z.string().nullable(),
  validators,
  url: z.string().nullable(),
  /** What is wrong with it, or null where it was not asked for. */
  problem: z.string().nullable(),
  /** By which filter it was left out, or LEFT_TO_ANOTHER. */
  filter: z.string(),
});

/** In place of a filter: the corpus has the article already, under the same address and from another source or key. */
export const LEFT_TO_ANOTHER = 'another';

const source = z.object({
  endpoint: z
    .object({
      kind: z.enum(SOURCE_KINDS),
      addresses: z.array(z.string()).min(1).readonly(),
      under: z.string().nullable(),
    })
    .readonly(),
  /** What was asked for: a run that says nothing about it asks for the same. */
  choice: z.object({ category: z.string().nullable(), since: z.string().nullable() }).readonly(),
  /** Of the listing after which nothing was left to do; null otherwise. */
  listed: z.object({ validators, filter: z.string() }).nullable(),
  /** By key. Pairs in the file, since keys are chosen by the source and '__proto__' is one. */
  items: z
    .array(z.tuple([z.string(), z.discriminatedUnion('kind', [article, leftOut])]))
    .transform((pairs) => new Map(pairs)),
});

const schema = z.object({
  version: z.literal(1),
  conversion: z.int(),
  sources: z.record(z.string(), source),
});

export type KnownArticle = z.infer<typeof article>;
export type LeftOut = z.infer<typeof leftOut>;
export type SourceState = z.infer<typeof source>;
/** What earlier runs brought into a folder, by source and key. */
export type IngestState = z.infer<typeof schema>;

/**
 * Reads a state; nothing gives an empty one.
 *
 * @throws AttacheError INGEST_FAILED where it is damaged
 */
export function parseState(text: string | null, path: string): IngestState {
  if (text === null) return { version: 1, conversion: CONVERSION, sources: {} };
  const parsed = schema.safeParse(json(text));
  if (!parsed.success) {
    throw new AttacheError(
      'INGEST_FAILED',
      `'${path}' is damaged, or of another version of this program. Put it aside and run again: the articles are then read anew and recognised by their front matter.`,
    );
  }
  const state = parsed.data;
  if (state.conversion !== CONVERSION) forgetStamps(state);
  return { ...state, conversion: CONVERSION };
}

export function formatState(state: IngestState): string {
  const written = Object.entries(state.sources).map(([address, known]) => [
    address,
    { ...known, items: [...known.items] },
  ]);
  return `${JSON.stringify({ ...state, sources: Object.fromEntries(written) }, null, 1)}\n`;
}

function forgetStamps(state: IngestState): void {
  for (const known of Object.values(state.sources)) {
    known.listed = null;
    for (const item of known.items.values()) {
      item.stamp = null;
      item.validators = null;
    }
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
