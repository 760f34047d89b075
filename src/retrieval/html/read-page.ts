import { Readability } from '@mozilla/readability';
import type { DomDocument, DomElement } from './dom.ts';
import { HtmlProblem, withinLimits } from './html-problem.ts';
import { MAX_ELEMENTS } from './limits.ts';
import { type PageMetadata, pageMetadata } from './page-metadata.ts';
import { parseHtml } from './parse-html.ts';
import { toMarkdown } from './to-markdown.ts';

/** The article of a page. */
export interface PageArticle extends PageMetadata {
  readonly markdown: string;
}

/** Pages with less text are forms, pictures and error messages; the shortest news have some 200 characters. */
const SHORTEST_ARTICLE = 140;

/**
 * Reduces a page to its article.
 *
 * @throws HtmlProblem where there is none, or the page is no page to read
 */
export function readPage(html: string): PageArticle {
  const document = parseHtml(html);
  const metadata = pageMetadata(document);
  if (metadata.isList) throw new HtmlProblem('The page lists articles and is none itself.');
  const markdown = reduce(document);
  if (markdown.length < SHORTEST_ARTICLE) throw new HtmlProblem('No article was found on the page.');
  return { ...metadata, markdown };
}

/**
 * Reads a page that somebody chose as an article: where no article stands out, all of it is the article.
 *
 * @throws HtmlProblem where it is too large, or has no text
 */
export function readChosenPage(html: string): PageArticle {
  const document = parseHtml(html);
  const metadata = pageMetadata(document);
  const reduced = reduce(document);
  // Readability takes the document apart, so that the whole of it must be parsed anew.
  const markdown = reduced.length < SHORTEST_ARTICLE ? toMarkdown(parseHtml(html).body) : reduced;
  if (markdown === '') throw new HtmlProblem('The page has no text to read.');
  return { ...metadata, markdown };
}

function reduce(document: DomDocument): string {
  const readability = new Readability<DomElement>(document, {
    maxElemsToParse: MAX_ELEMENTS,
    disableJSONLD: true,
    serializer: (node) => node as DomElement,
  });
  const content = withinLimits(() => readability.parse())?.content;
  return content ? toMarkdown(content) : '';
}
