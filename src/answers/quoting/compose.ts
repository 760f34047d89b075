import type { Citation } from '../answer.ts';
import type { Candidate } from '../evidence/candidate.ts';
import type { Evidence } from '../evidence/gather.ts';
import type { Question } from '../question/question.ts';
import { listOf, quotesOf } from './quotes.ts';

/** What is quoted, and the words in it that answer. */
export interface Composition {
  readonly citations: readonly Citation[];
  readonly short: string | null;
}

/** A span whose margin is below this many logits is shown without being set off: the reader is not sure of it. */
const MIN_SPAN_MARGIN = -4;

/** Puts the quotes for the chosen candidate together. */
export function compose(question: Question, evidence: Evidence, chosen: number): Composition {
  const candidate = evidence.candidates[chosen] as Candidate;
  if (question.type === 'list') {
    const list = listOf(candidate);
    if (list) return { citations: [list], short: joinHighlights([list]) };
  }
  const highlights =
    candidate.reading && candidate.reading.margin >= MIN_SPAN_MARGIN ? [candidate.reading.span] : [];
  const citations = quotesOf(candidate, highlights);
  return { citations, short: joinHighlights(citations) };
}

function joinHighlights(citations: readonly Citation[]): string | null {
  const words = citations.flatMap(({ quote, highlights }) =>
    highlights.map(({ start, end }) => quote.slice(start, end).trim()),
  );
  return words.length === 0 ? null : words.join('; ');
}
