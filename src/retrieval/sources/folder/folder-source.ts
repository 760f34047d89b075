import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AttacheError } from '../../../errors.ts';
import { divideFrontMatter } from '../../corpus/front-matter.ts';
import { MAX_FILE_BYTES } from '../../corpus/limits.ts';
import { listFiles } from '../../corpus/list-files.ts';
import { parseArticle } from '../../corpus/parse-article.ts';
import { htmlToCorpusText } from '../../html/html-file.ts';
import { HtmlProblem } from '../../html/html-problem.ts';
import type { CorpusSource, Entry, Listing, SourceItem, WantedEntry } from '../source.ts';

/** A folder of `.md`, `.txt` and `.html` files, which are only read. */
export function folderSource(folder: string): CorpusSource {
  return new FolderSource(folder);
}

class FolderSource implements CorpusSource {
  readonly kind = 'folder';
  readonly address: string;

  constructor(folder: string) {
    this.address = folder;
  }

  async list(): Promise<Listing> {
    const { files, problems } = await listFiles(this.address).catch((cause: NodeJS.ErrnoException) => {
      throw new AttacheError(
        'SOURCE_UNAVAILABLE',
        `The folder '${this.address}' cannot be read (${cause.code ?? cause.message}). Check that it exists and may be read.`,
        { cause },
      );
    });
    const lines = problems.map(({ file, problem, remedy }) => `${file}: ${problem} ${remedy}`);
    const entries: Entry[] = [];
    for (const file of files) {
      const found = await stat(join(this.address, file)).catch(() => null);
      if (found === null) lines.push(`${file}: It cannot be read.`);
      else entries.push({ ...UNKNOWN, key: file, stamp: `${found.mtimeMs}:${found.size}` });
    }
    return {
      kind: 'listed',
      entries,
      complete: lines.length === 0,
      categories: null,
      problems: lines,
      validators: null,
    };
  }

  async *read(wanted: readonly WantedEntry[], signal?: AbortSignal): AsyncGenerator<SourceItem> {
    for (const { entry } of wanted) {
      signal?.throwIfAborted();
      yield await this.#readFile(entry);
    }
  }

  async #readFile(entry: Entry): Promise<SourceItem> {
    const problem = (text: string): SourceItem => ({
      kind: 'problem',
      entry,
      problem: text,
      reason: 'unusable',
      validators: null,
    });
    try {
      const path = join(this.address, entry.key);
      if ((await stat(path)).size > MAX_FILE_BYTES) {
        return problem(`The file has more than ${MAX_FILE_BYTES.toLocaleString('en')} bytes.`);
      }
      const raw = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
      const text = /\.html?$/i.test(entry.key) ? htmlToCorpusText(raw) : raw.replace(/\r\n?/g, '\n');
      const { article, problems } = parseArticle(entry.key, text);
      const error = problems.find(({ severity }) => severity === 'error');
      if (!article) return problem(`${error?.problem} ${error?.remedy}`);
      const draft = {
        name: entry.key.replace(/\.[^./]+$/, ''),
        title: article.title,
        categories: article.category === null ? [] : [{ name: article.category, slug: null }],
        url: article.url,
        published: article.published,
        modified: null,
        markdown: divideFrontMatter(text).text.trim(),
      };
      return { kind: 'article', entry, draft, validators: null };
    } catch (error) {
      if (error instanceof HtmlProblem) return problem(error.message);
      if (error instanceof TypeError)
        return problem('The file is not UTF-8. Save it with the encoding UTF-8.');
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      return code === 'ENOENT' ? { kind: 'gone', entry } : problem(`The file cannot be read (${code}).`);
    }
  }
}

/** What the names of files do not tell. */
const UNKNOWN = { url: null, categories: null, published: null, modified: null } as const;
