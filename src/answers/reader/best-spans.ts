import type { ReaderSpan, ReaderToken } from './reader.ts';

/** Longest answer in tokens: the training's limit too, and lists of names in the programmes stay below it. */
const MAX_SPAN_TOKENS = 40;

/** A token, and where that is known whether it continues the word of the token before it. */
export interface SpanToken extends ReaderToken {
  readonly continues?: boolean;
}

/**
 * The spans with the highest sums of start and end logit, best first. A span lies within one field, has at most 40
 * tokens, begins and ends with whole words, and does not overlap a better one.
 *
 * @param tokens in the order of the text, field by field
 */
export function bestSpans(tokens: readonly SpanToken[], count: number): ReaderSpan[] {
  const taken: boolean[] = tokens.map(() => false);
  const spans: ReaderSpan[] = [];
  while (spans.length < count) {
    const best = bestFreeSpan(tokens, taken);
    if (best === null) break;
    taken.fill(true, best.first, best.last + 1);
    const { field, start } = tokens[best.first] as SpanToken;
    spans.push({ field, start, end: (tokens[best.last] as SpanToken).end, score: best.score });
  }
  return spans;
}

interface Candidate {
  readonly first: number;
  readonly last: number;
  readonly score: number;
}

function bestFreeSpan(tokens: readonly SpanToken[], taken: readonly boolean[]): Candidate | null {
  let best: Candidate | null = null;
  for (let first = 0; first < tokens.length; first++) {
    const { field, startLogit, continues } = tokens[first] as SpanToken;
    if (continues) continue;
    const end = Math.min(tokens.length, first + MAX_SPAN_TOKENS);
    for (let last = first; last < end; last++) {
      const token = tokens[last] as SpanToken;
      if (taken[last] || token.field !== field) break;
      if (tokens[last + 1]?.continues === true) continue;
      const score = startLogit + token.endLogit;
      if (best === null || score > best.score) best = { first, last, score };
    }
  }
  return best;
}
