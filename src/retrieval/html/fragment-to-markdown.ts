import { parseHtml } from './parse-html.ts';
import { toMarkdown } from './to-markdown.ts';

/**
 * Writes a piece of HTML, such as the content that a feed or an interface gives, in the corpus's Markdown.
 *
 * @throws HtmlProblem
 */
export function fragmentToMarkdown(html: string): string {
  return toMarkdown(parseHtml(html).body);
}

/** The text of a piece of HTML in one line: a title with entities and emphasis. */
export function fragmentToText(html: string): string {
  const body = parseHtml(html).body;
  for (const element of body.querySelectorAll('script, style')) element.remove();
  return (body.textContent ?? '').replace(/\s+/g, ' ').trim();
}
