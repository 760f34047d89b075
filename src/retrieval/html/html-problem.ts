/** A page that cannot be turned into an article; the message is one line for the operator. */
export class HtmlProblem extends Error {
  override readonly name = 'HtmlProblem';
}
