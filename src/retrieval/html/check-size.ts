import { Parser } from 'htmlparser2';
import { HtmlProblem } from './html-problem.ts';
import { MAX_ELEMENTS, MAX_HTML_LENGTH, MAX_NESTING, MAX_TOTAL_DEPTH } from './limits.ts';

/**
 * Refuses HTML that would do harm to the libraries that work on its tree. The elements are counted by the parser that
 * linkedom builds the tree with: whatever it makes of comments, end tags that are missing and the like, the tree has
 * these elements at these depths. It builds nothing here, and ends at the first limit that is passed.
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
  const parser = new Parser({
    onopentagname() {
      elements++;
      totalDepth += depth;
      depth++;
      if (elements > MAX_ELEMENTS || totalDepth > MAX_TOTAL_DEPTH) {
        throw new HtmlProblem(
          `The page has more than ${(elements - 1).toLocaleString('en')} elements: that is no article.`,
        );
      }
      if (depth > MAX_NESTING) {
        throw new HtmlProblem(
          `The page nests its elements more than ${MAX_NESTING} levels deep: that is no article.`,
        );
      }
    },
    onclosetag() {
      depth--;
    },
  });
  parser.end(html);
}
