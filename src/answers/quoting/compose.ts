import type { Citation } from '../answer.ts';
import type { AnswerParts } from '../answer-parts.ts';
import type { Candidate } from '../evidence/candidate.ts';
import type { Evidence } from '../evidence/gather.ts';
import { asksForSeveral } from '../question/asks-for-several.ts';
import type { Question } from '../question/question.ts';
import type { Choice } from '../ranking/choice-model.ts';
import { introducesList, listOf, quotesOf, sameList } from './quotes.ts';
import { setOff } from './set-off.ts';

/** What is quoted, and the words in it that answer. */
export interface Composition {
  readonly citations: readonly Citation[];
  /** Null when unsure. */
  readonly short: string | null;
  /** Probability that the answer stands in the quotes, by the choice: that of all candidates which they hold. */
  readonly probability: number;
}

/** Candidates from which a composition is tried, the most probable first. */
const TRIED = 8;
/** A span whose margin over 'no answer' is lower, in logits, is not set off: the reader does not stand by it. */
const MIN_SPAN_LOG_ODDS = -4;
/** Other items of an item's list speak for the whole list from this share of its probability on, together. */
const SIBLING_SHARE = 0.6;

/** The quotes that hold the most probability; null where there is no candidate. */
export function compose(
  question: Question,
  evidence: Evidence,
  choice: Choice,
  parts: AnswerParts,
): Composition | null {
  const order = choice.candidates
    .map((probability, candidate) => ({ probability, candidate }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, TRIED);
  let best: Composition | null = null;
  for (const { candidate } of order) {
    const composition = composeFrom(candidate, question, evidence, choice, parts);
    if (best === null || composition.probability > best.probability) best = composition;
  }
  return best;
}

function composeFrom(
  chosen: number,
  question: Question,
  evidence: Evidence,
  choice: Choice,
  parts: AnswerParts,
): Composition {
  const candidate = evidence.candidates[chosen] as Candidate;
  const list = parts.lists && wantsList(question, evidence, choice, chosen) ? listOf(candidate) : null;
  if (list) {
    const probability = evidence.candidates.reduce(
      (sum, other, i) => (isInside(other, list) ? sum + (choice.candidates[i] as number) : sum),
      0,
    );
    return { citations: [list], short: shortOf([list]), probability: Math.min(1, probability) };
  }
  const highlights =
    candidate.reading && candidate.reading.logOdds >= MIN_SPAN_LOG_ODDS
      ? [setOff(candidate.reading, candidate.text, question)]
      : [];
  const citations = quotesOf(candidate, highlights);
  return { citations, short: shortOf(citations), probability: choice.candidates[chosen] as number };
}

/** The sentence that introduces a list answers only with items of it; an item stands alone unless several are asked for. */
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

function isInside({ found, sentence }: Candidate, { articleId, start, end }: Citation): boolean {
  const unit = sentence === null ? undefined : found.passage.sentences[sentence];
  return (
    unit !== undefined && found.passage.article.id === articleId && unit.start >= start && unit.end <= end
  );
}

function shortOf(citations: readonly Citation[]): string | null {
  const words = citations.flatMap(({ quote, highlights }) =>
    highlights.map(({ start, end }) => quote.slice(start, end).trim()),
  );
  return words.length === 0 ? null : words.join('; ');
}
