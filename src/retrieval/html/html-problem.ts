/** A page that cannot be turned into an article; the message is one line for the operator. */
export class HtmlProblem extends Error {
  override readonly name = 'HtmlProblem';
}

/**
 * Does work that recurses over a page's tree, or copies it, in libraries that have no limits of their own: a page that
 * ends the stack is a broken page, and no fault of the program.
 *
 * @throws HtmlProblem instead of a RangeError
 */
export function withinLimits<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new HtmlProblem('The page is too large or too deeply nested to be read: that is no article.', {
      cause: error,
    });
  }
}
