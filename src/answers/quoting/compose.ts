import type { Citation } from '../answer.ts';
import type { AnswerParts } from '../answer-parts.ts';
import type { Candidate } from '../evidence/candidate.ts';
import type { Evidence } from '../evidence/gather.ts';
import { asksForSeveral } from '../question/asks-for-several.ts';
import type { Question } from '../question/question.ts';
import type { Choice } from '../ranking/choice-model.ts';
import { introducesList, listOf, quotesOf, sameList } from './quotes.ts';

/** What is quoted, and the words in it that answer. */
export interface Composition {
  readonly citations: readonly Citation[];
  /** Null when unsure. */
  readonly short: string | null;
}

/** A span whose margin over 'no answer' is lower, in logits, is not set off: the reader does not stand by it. */
const MIN_SPAN_MARGIN = -4;
/** Other items of the chosen item's list speak for the whole list from this share of its probability on, together. */
const SIBLING_SHARE = 0.6;

/** Puts the quotes for the chosen candidate together. */
export function compose(
  question: Question,
  evidence: Evidence,
  choice: Choice,
  chosen: number,
  parts: AnswerParts,
): Composition {
  const candidate = evidence.candidates[chosen] as Candidate;
  if (parts.lists && wantsList(question, evidence, choice, chosen)) {
    const list = listOf(candidate);
    if (list) return { citations: [list], short: joinHighlights([list]) };
  }
  const highlights =
    candidate.reading && candidate.reading.margin >= MIN_SPAN_MARGIN ? [candidate.reading.span] : [];
  const citations = quotesOf(candidate, highlights);
  return { citations, short: joinHighlights(citations) };
}

/** The sentence that introduces a list answers only with it; an item stands alone unless several are asked for. */
function wantsList(question: Question, evidence: Evidence, choice: Choice, chosen: number): boolean {
  const candidate = evidence.candidates[chosen] as Candidate;
  if (introducesList(candidate)) return true;
  const several = asksForSeveral(question.last, question.type);
  if (several !== 'maybe') return several === 'yes';
  const siblings = evidence.candidates.reduce(
    (sum, other, i) =>
      sum + (i !== chosen && sameList(candidate, other) ? (choice.candidates[i] as number) : 0),
    0,
  );
  return siblings >= SIBLING_SHARE * (choice.candidates[chosen] as number);
}

function joinHighlights(citations: readonly Citation[]): string | null {
  const words = citations.flatMap(({ quote, highlights }) =>
    highlights.map(({ start, end }) => quote.slice(start, end).trim()),
  );
  return words.length === 0 ? null : words.join('; ');
}
