import type { Article, CorpusProblem } from './article.ts';
import { buildBlocks } from './blocks/build-blocks.ts';
import { countLines, divideFrontMatter } from './front-matter.ts';
import { MAX_DERIVED_TITLE } from './limits.ts';
import { readerView } from './markup/reader-view.ts';
import { isLinkTarget } from './web-address.ts';

/** An article, or null where the problems do not allow one, and the line of its id for later messages. */
export interface ParsedFile {
  readonly article: Article | null;
  readonly problems: readonly CorpusProblem[];
  /** 1-based line of the `id` field, or null where the file name serves as id. */
  readonly idLine: number | null;
}

const CATEGORY_LINE = /^categori[sz]ed\s+(?:as|under|in):?\s+(.+)$/iu;

/** A sentence's end: such a first line is text, and no title. */
const SENTENCE_END = /[.。]["'”’»)]*$/u;

/**
 * Parses the text of a corpus file: front matter, title, and the body as its reader sees it.
 *
 * @param file path relative to the corpus folder, with `/`.
 * @param raw the file's text, without byte order mark.
 */
export function parseArticle(file: string, raw: string): ParsedFile {
  const source = raw.replace(/\r\n?/g, '\n');
  const divided = divideFrontMatter(source);
  const { frontMatter } = divided;
  const problems: CorpusProblem[] = divided.problems.map((found) => ({ file, severity: 'error', ...found }));
  const view = readerView(divided.text);
  if (problems.length === 0 && view.body === '') {
    problems.push({
      file,
      line: null,
      problem: source.trim() === '' ? 'The file is empty.' : 'The file has no text to read.',
      remedy: 'Write the article’s text below its front matter, or take the file out of the folder.',
      severity: 'error',
    });
  }
  if (problems.length > 0) return { article: null, problems, idLine: frontMatter.idLine };

  for (const link of view.links) {
    if (isLinkTarget(link.target)) continue;
    problems.push({
      file,
      line: divided.linesBefore + countLines(divided.text, link.offset) + 1,
      problem: `The link to '${link.target.slice(0, 80)}' is broken: that is no valid address.`,
      remedy: 'Correct the address or take the link out. The article is used, without the link.',
      severity: 'warning',
    });
  }

  const title = findTitle(frontMatter.title, view.body, view.headings, file);
  const category =
    frontMatter.category === null ? findCategory(view.body, title.end) : plain(frontMatter.category);
  const article: Article = {
    id: frontMatter.id ?? file.replace(/\.[^./]+$/, ''),
    title: title.text,
    category,
    url: frontMatter.url,
    published: frontMatter.published,
    body: view.body,
    blocks: buildBlocks(view.body, view.headings, {
      titleEnd: title.end,
      isCategory: (text) => category !== null && sameText(categoryOf(text) ?? '', category),
    }),
    file,
  };
  return { article, problems, idLine: frontMatter.idLine };
}

/** The title, and where its line ends in the body if the body begins with it (else 0). */
function findTitle(
  given: string | null,
  body: string,
  headings: readonly number[],
  file: string,
): { text: string; end: number } {
  const firstLineEnd = (body.indexOf('\n') + body.length + 1) % (body.length + 1);
  const firstLine = body.slice(0, firstLineEnd).trim();
  const alone = body.slice(firstLineEnd).trim() === '';
  if (given !== null) {
    const text = plain(given);
    return { text, end: !alone && sameText(firstLine, text) ? firstLineEnd : 0 };
  }
  const heading = headings[0];
  if (heading !== undefined && heading > 0) {
    const text = /.*/.exec(body.slice(heading))?.[0].trim();
    if (text) return { text: shorten(text), end: 0 };
  }
  const title = heading === 0 || (firstLine.length <= MAX_DERIVED_TITLE && !SENTENCE_END.test(firstLine));
  return { text: shorten(firstLine) || file, end: title && !alone ? firstLineEnd : 0 };
}

function findCategory(body: string, from: number): string | null {
  const line = /^\s*(.*)/.exec(body.slice(from))?.[1] ?? '';
  return categoryOf(line);
}

function categoryOf(line: string): string | null {
  return CATEGORY_LINE.exec(line.trim())?.[1]?.trim() ?? null;
}

/** A field of the front matter as the reader sees it. */
function plain(text: string): string {
  return readerView(text).body.replace(/\s+/g, ' ') || text;
}

function sameText(a: string, b: string): boolean {
  const fold = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
  return fold(a) === fold(b);
}

function shorten(title: string): string {
  const text = title.replace(/\s+/g, ' ');
  if (text.length <= MAX_DERIVED_TITLE) return text;
  return `${text.slice(0, MAX_DERIVED_TITLE).replace(/\s+\S*$/u, '')}…`;
}
