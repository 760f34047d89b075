import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { codeStamp } from '../index/code-stamp.ts';
import { readSections, type SectionFile, type Sections, writeSections } from '../index/section-file.ts';
import type { Article, Block, BlockKind, CorpusProblem } from './article.ts';
import { contentKey, rememberContentKey, textKey } from './content-key.ts';
import type { ParsedFile } from './parse-article.ts';

/** A file of the corpus as it was parsed, which has an article. */
interface Entry {
  /** Tells the file's name and content. */
  readonly key: string;
  readonly parsed: ParsedFile & { readonly article: Article };
}

const KINDS: readonly BlockKind[] = ['heading', 'paragraph', 'item', 'row', 'meta'];
/** Numbers that a block takes: kind, start, end, and lead-in + 1 (0 for none). */
const BLOCK_FIELDS = 4;

const problemSchema = z.object({
  file: z.string(),
  line: z.number().nullable(),
  problem: z.string(),
  remedy: z.string(),
  severity: z.enum(['error', 'warning']),
});
/** What is kept of a file but for the article's body and blocks. */
const entrySchema = z.object({
  key: z.string(),
  contentKey: z.string(),
  id: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  url: z.string().nullable(),
  published: z.string().nullable(),
  file: z.string(),
  problems: z.array(problemSchema),
  idLine: z.number().nullable(),
});

/**
 * Remembers what the files of a corpus were parsed into, by their content, so that only new ones are parsed again; kept
 * in a file of the cache folder. A damaged or outdated one counts as empty.
 */
export class ParsedFiles {
  /** What was wrong with the file in the cache. */
  readonly problems: readonly CorpusProblem[];
  readonly #cacheFile: string | null;
  readonly #known: ReadonlyMap<string, Entry>;
  readonly #current = new Map<string, Entry>();
  #isChanged = false;

  private constructor(
    cacheFile: string | null,
    known: ReadonlyMap<string, Entry>,
    problems: readonly CorpusProblem[],
  ) {
    this.#cacheFile = cacheFile;
    this.#known = known;
    this.problems = problems;
  }

  /** @param cacheDir null remembers nothing beyond this object */
  static async open(cacheDir: string | null, folder: string): Promise<ParsedFiles> {
    if (cacheDir === null) return new ParsedFiles(null, new Map(), []);
    const cacheFile = join(cacheDir, 'index', `${textKey(resolve(folder))}.articles`);
    try {
      const file = await readSections(cacheFile);
      if (file === null || (file !== 'damaged' && file.stamp.code !== codeStamp())) {
        return new ParsedFiles(cacheFile, new Map(), []);
      }
      if (file !== 'damaged') return new ParsedFiles(cacheFile, decode(file), []);
    } catch {
      // It is as good as damaged.
    }
    const problem: CorpusProblem = {
      file: cacheFile,
      line: null,
      problem: 'The saved articles are damaged.',
      remedy: 'Nothing is to be done: the articles are parsed again.',
      severity: 'warning',
    };
    return new ParsedFiles(cacheFile, new Map(), [problem]);
  }

  /** For the next look at the same folder: what this one met counts as known. */
  next(): ParsedFiles {
    return new ParsedFiles(this.#cacheFile, new Map(this.#current), []);
  }

  /** What the file was parsed into before, or what `parse` makes of it. */
  async parsed(file: string, bytes: Uint8Array, parse: () => Promise<ParsedFile>): Promise<ParsedFile> {
    const key = createHash('sha256').update(file).update('\0').update(bytes).digest('hex').slice(0, 32);
    const known = this.#known.get(file);
    if (known?.key === key) {
      this.#current.set(file, known);
      return known.parsed;
    }
    const parsed = await parse();
    const { article } = parsed;
    if (article === null) return parsed;
    this.#current.set(file, { key, parsed: { ...parsed, article } });
    this.#isChanged = true;
    return parsed;
  }

  /** Keeps what this look has met. That it cannot is told when the index, which is larger, cannot be kept either. */
  async save(): Promise<void> {
    const isSame = !this.#isChanged && this.#current.size === this.#known.size;
    if (this.#cacheFile === null || isSame) return;
    // The text of others would not survive as UTF-8; they are parsed again.
    const entries = [...this.#current.values()].filter(({ parsed }) => parsed.article.body.isWellFormed());
    await writeSections(this.#cacheFile, { code: codeStamp() }, encode(entries)).catch(() => undefined);
  }
}

function encode(entries: readonly Entry[]): Sections {
  const bodies = entries.map(({ parsed }) => Buffer.from(parsed.article.body));
  const blocks = entries.map(({ parsed }) =>
    Uint32Array.from(
      parsed.article.blocks.flatMap(({ kind, start, end, leadIn }) => [
        ...[KINDS.indexOf(kind), start, end],
        leadIn === null ? 0 : leadIn + 1,
      ]),
    ),
  );
  const table = entries.map(({ key, parsed: { article, problems, idLine } }) => {
    const { body: _, blocks: __, ...rest } = article;
    return { key, contentKey: contentKey(article), ...rest, problems, idLine };
  });
  return {
    table: [Buffer.from(JSON.stringify(table))],
    lengths: [Uint32Array.from(bodies.flatMap((body, i) => [body.length, blocks[i]?.length ?? 0]))],
    blocks,
    bodies,
  };
}

/** @throws an error where the sections do not fit together */
function decode(file: SectionFile): Map<string, Entry> {
  const table = z.array(entrySchema).parse(JSON.parse(Buffer.from(file.section('table')).toString()));
  const lengths = numbers(file.section('lengths'));
  const blocks = numbers(file.section('blocks'));
  const text = file.section('bodies');
  const bodies = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const known = new Map<string, Entry>();
  let block = 0;
  let at = 0;
  for (const [i, { key, contentKey: content, problems, idLine, ...rest }] of table.entries()) {
    const end = at + (lengths[2 * i] as number);
    const lastBlock = block + (lengths[2 * i + 1] as number);
    const body = bodies.toString('utf8', at, end);
    const article: Article = { ...rest, body, blocks: blocksOf(blocks.subarray(block, lastBlock)) };
    rememberContentKey(article, content);
    known.set(rest.file, { key, parsed: { article, problems, idLine } });
    at = end;
    block = lastBlock;
  }
  return known;
}

function blocksOf(fields: Uint32Array): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < fields.length; i += BLOCK_FIELDS) {
    const leadIn = fields[i + 3] as number;
    blocks.push({
      kind: KINDS[fields[i] as number] as BlockKind,
      start: fields[i + 1] as number,
      end: fields[i + 2] as number,
      leadIn: leadIn === 0 ? null : leadIn - 1,
    });
  }
  return blocks;
}

function numbers({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}
