import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AttacheError } from '../../errors.ts';
import { HtmlProblem } from '../html/html-problem.ts';
import { Slices } from '../index/slices.ts';
import type { Article, Corpus, CorpusProblem } from './article.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { listFiles } from './list-files.ts';
import { type ParsedFile, parseArticle } from './parse-article.ts';
import { ParsedFiles } from './parsed-files.ts';

/** So many problems are told in the message of an error; `Corpus.problems` has them all. */
const PROBLEMS_SHOWN = 10;

const HTML_FILE = /\.html?$/i;

/**
 * Loads a folder of articles: `.md` with or without front matter, `.txt`, and saved pages (`.html`), also from the
 * folders in it. A file that cannot be used is reported in `problems`, and the others load. The same folder always
 * gives the same corpus, in the same order.
 *
 * @param remembered what files were parsed into before: the same file gives the same `Article` object
 * @throws AttacheError `CORPUS_NOT_FOUND` where there is no such folder, `CORPUS_EMPTY` where it holds no
 *   usable article; the message names the problems.
 */
export async function loadFolder(folder: string, remembered?: ParsedFiles): Promise<Corpus> {
  const corpus = await readFolder(folder, remembered);
  if (corpus.articles.length === 0) throw withoutArticles(corpus);
  return corpus;
}

/**
 * As `loadFolder`, of a folder that may hold no article.
 *
 * @throws AttacheError `CORPUS_NOT_FOUND`
 */
export async function readFolder(folder: string, remembered?: ParsedFiles): Promise<Corpus> {
  const memory = remembered ?? (await ParsedFiles.open(null, folder));
  const { files, problems: unlisted } = await listFiles(folder).catch((error: NodeJS.ErrnoException) => {
    throw notFound(folder, error);
  });
  const problems: CorpusProblem[] = [...memory.problems, ...unlisted];
  const slices = new Slices();
  const articles: Article[] = [];
  const fileOfId = new Map<string, string>();
  for (const file of files) {
    const { article, problems: found, idLine } = await loadFile(folder, file, memory);
    await slices.pause();
    problems.push(...found);
    if (!article) continue;
    const first = fileOfId.get(article.id);
    if (first === undefined) {
      fileOfId.set(article.id, file);
      articles.push(article);
    } else problems.push(duplicate(article, first, idLine));
  }
  await memory.save();
  return { folder, articles, problems };
}

/**
 * Reads one file of the corpus; never throws, but for want of memory. It reads at once, which for small files takes a
 * fifth of the time that waiting for them does; the caller pauses between files.
 */
async function loadFile(folder: string, file: string, memory: ParsedFiles): Promise<ParsedFile> {
  const unusable = (problem: string, remedy: string, line: number | null = null): ParsedFile => ({
    article: null,
    problems: [{ file, line, problem, remedy, severity: 'error' }],
    idLine: null,
  });
  try {
    const path = join(folder, file);
    const { size } = statSync(path);
    if (size > MAX_FILE_BYTES) {
      return unusable(
        `The file has ${size.toLocaleString('en')} bytes; ${MAX_FILE_BYTES.toLocaleString('en')} is the most that an article may have.`,
        'Divide it into one file an article.',
      );
    }
    const bytes = readFileSync(path);
    return await memory.parsed(file, bytes, async () => {
      const text = decode(bytes);
      if (text === null) {
        return unusable('The file is not UTF-8.', 'Save it with the encoding UTF-8.', lineOfBadByte(bytes));
      }
      if (!HTML_FILE.test(file)) return parseArticle(file, text);
      // The libraries that read pages are loaded only where there is one.
      const { htmlToCorpusText } = await import('../html/html-file.ts');
      return parseArticle(file, htmlToCorpusText(text));
    });
  } catch (error) {
    if (error instanceof HtmlProblem) {
      return unusable(error.message, 'Save the article’s text as a .md or .txt file instead.');
    }
    const { code, message } = error as NodeJS.ErrnoException;
    return unusable(
      `It cannot be read (${code ?? message}).`,
      'Check that it exists and that its permissions allow reading.',
    );
  }
}

/** The text of UTF-8 bytes without a byte order mark, or null where they are not UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The line of the first byte that is not UTF-8: a line end is a byte of its own in every text at hand. */
function lineOfBadByte(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const newline = bytes.indexOf(0x0a, from);
    const to = newline < 0 ? bytes.length : newline + 1;
    if (decode(bytes.subarray(from, to)) === null) return line;
    from = to;
  }
  return line;
}

function duplicate(article: Article, first: string, line: number | null): CorpusProblem {
  return {
    file: article.file,
    line,
    problem: `The id '${article.id}' is already that of '${first}'.`,
    remedy: 'Give one of the two another id, or take out the one that is a copy.',
    severity: 'error',
  };
}

function notFound(folder: string, cause: NodeJS.ErrnoException): AttacheError {
  const what =
    cause.code === 'ENOENT'
      ? 'there is no such folder'
      : cause.code === 'ENOTDIR'
        ? 'that is a file'
        : cause.message;
  return new AttacheError(
    'CORPUS_NOT_FOUND',
    `The articles cannot be read from '${folder}': ${what}. Name a folder that holds .md, .txt or .html files.`,
    { cause },
  );
}

/** What to tell where no article can be quoted, and why. */
export function withoutArticles({ folder, problems }: Corpus): AttacheError {
  if (problems.length === 0) {
    return new AttacheError(
      'CORPUS_EMPTY',
      `'${folder}' holds no article: no .md, .txt or .html file was found in it.`,
    );
  }
  const lines = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(
      ({ file, line, problem, remedy }) =>
        `  ${file}${line === null ? '' : `:${line}`}: ${problem} ${remedy}`,
    );
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`  … and ${more} more`);
  return new AttacheError('CORPUS_EMPTY', `'${folder}' holds no usable article:\n${lines.join('\n')}`);
}
