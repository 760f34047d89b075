import { HtmlProblem } from './html-problem.ts';
import { MAX_ELEMENTS, MAX_HTML_LENGTH, MAX_NESTING, MAX_TOTAL_DEPTH } from './limits.ts';

/** Elements without content or end tag. */
const VOID = new Set(
  'area base br col command embed hr img input keygen link meta param source track wbr'.split(' '),
);
/** Elements whose end tag is often left out, because the next one of their kind ends them. */
const SELF_ENDING = new Set('p li dt dd td th tr option optgroup thead tbody tfoot colgroup'.split(' '));
/** Elements whose content is no HTML. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'template']);
const TAG = /<(?:!--|(\/?)([a-zA-Z][^\s/>]*))/g;

/**
 * Refuses HTML that would do harm to the libraries that parse it. Counts tags only, in linear time and without
 * recursion, so that it may be given anything.
 *
 * @throws HtmlProblem
 */
export function checkSize(html: string): void {
  if (html.length > MAX_HTML_LENGTH) {
    throw new HtmlProblem(
      `The page has ${html.length.toLocaleString('en')} characters; ${MAX_HTML_LENGTH.toLocaleString('en')} is the most that can be read.`,
    );
  }
  let depth = 0;
  let elements = 0;
  let totalDepth = 0;
  const missing = new Set<string>();
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(html); tag; tag = TAG.exec(html)) {
    const name = tag[2]?.toLowerCase();
    if (name === undefined) {
      skipTo('-->', html, missing);
      continue;
    }
    if (tag[1] === '/') {
      if (!VOID.has(name) && !SELF_ENDING.has(name)) depth = Math.max(0, depth - 1);
      continue;
    }
    elements++;
    totalDepth += depth;
    if (elements > MAX_ELEMENTS || totalDepth > MAX_TOTAL_DEPTH) {
      throw new HtmlProblem(
        `The page has more than ${(elements - 1).toLocaleString('en')} elements: that is no article.`,
      );
    }
    if (VOID.has(name) || SELF_ENDING.has(name)) continue;
    if (RAW.has(name)) {
      skipTo(`</${name}`, html, missing);
      continue;
    }
    depth++;
    if (depth > MAX_NESTING) {
      throw new HtmlProblem(
        `The page nests its elements more than ${MAX_NESTING} levels deep: that is no article.`,
      );
    }
  }
}

/** Goes on after the next `end`; one that is missing is looked for once only. */
function skipTo(end: string, html: string, missing: Set<string>): void {
  if (missing.has(end)) return;
  const at = html.indexOf(end, TAG.lastIndex);
  if (at < 0) missing.add(end);
  else TAG.lastIndex = at + end.length;
}
