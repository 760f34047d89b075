import { parseHTML } from 'linkedom';
import { checkSize } from './check-size.ts';
import type { DomDocument } from './dom.ts';
import { withinLimits } from './html-problem.ts';

/**
 * Parses a page or a piece of one; a piece becomes the document's body. No script runs, and nothing is loaded.
 *
 * @throws HtmlProblem where it is too large or too deeply nested to be an article
 */
export function parseHtml(html: string): DomDocument {
  const page = /<html[\s>]/i.test(html.slice(0, 4096))
    ? html
    : `<!doctype html><html><body>${html}</body></html>`;
  checkSize(page);
  return withinLimits(() => parseHTML(page).document as unknown as DomDocument);
}
