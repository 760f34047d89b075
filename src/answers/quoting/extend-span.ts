import type { Span } from '../answer.ts';
import type { AnswerType } from '../question/answer-type.ts';

/** What carries a name on: 'from the National …', 'and cities of …', '(NDRC)', ', Hangzhou'. */
const CONTINUATION =
  /^(?:,?\s+(?:(?:from|of|and|the|for|&|its|both)\s+)*(?:\p{Lu}[\p{L}\p{M}\p{N}’'.-]*|(?:cities|towns|villages|regions|counties|provinces|ministries|city|town|region|county|province|ministry|members) of)|\s*\([^()\n]{1,60}\))/u;
const HAS_NAME = /\p{Lu}/u;

/**
 * The words that answer 'who?', with the name that belongs to them: the reader likes to stop at 'A delegation' where
 * the article goes on 'from the Ministry of …'. Spans that hold a name, and other questions, stay as they are.
 */
export function extendSpan(span: Span, text: string, type: AnswerType): Span {
  if (type !== 'person' || HAS_NAME.test(text.slice(span.start + 1, span.end))) return span;
  let end = span.end;
  for (let next = CONTINUATION.exec(text.slice(end)); next; next = CONTINUATION.exec(text.slice(end))) {
    end += next[0].length;
  }
  return HAS_NAME.test(text.slice(span.end, end)) ? { start: span.start, end } : span;
}
