import type { Citation } from '../answer.ts';
import type { AnswerParts } from '../answer-parts.ts';
import { type Candidate, MIN_SPAN_LOG_ODDS } from '../evidence/candidate.ts';
import type { Evidence } from '../evidence/gather.ts';
import { asksForSeveral } from '../question/asks-for-several.ts';
import type { Question } from '../question/question.ts';
import type { Choice } from '../ranking/choice-model.ts';
import { introducesList, listOf, sameList } from './lists.ts';
import { areNeighbours, quotesOf } from './quotes.ts';
import { setOff } from './set-off.ts';

/** What is quoted, and the words in it that answer. */
export interface Composition {
  readonly citations: readonly Citation[];
  /** Null when unsure. */
  readonly short: string | null;
  /** Probability of the sentence that was chosen, with that of a title that it stands for, or of all items of a list together, by the choice. */
  readonly probability: number;
}

/** Candidates from which a composition is tried, the most probable first. */
const TRIED = 8;
/** Other items of an item's list speak for the whole list from this share of its probability on, together. */
const SIBLING_SHARE = 0.6;
/** A sentence beside the chosen one is quoted with it from this share of its probability on: either may be the answer. */
const NEIGHBOUR_SHARE = 0.15;
/** A title gives way to a sentence of its article from this share of its probability on: that says it in more words. */
const TITLE_SHARE = 0.2;

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
  const sentence = insteadOfTitle(chosen, evidence, choice);
  if (sentence !== null) {
    const composition = composeFrom(sentence, question, evidence, choice, parts);
    const probability = composition.probability + (choice.candidates[chosen] as number);
    return { ...composition, probability: Math.min(1, probability) };
  }
  const candidate = evidence.candidates[chosen] as Candidate;
  const probability = choice.candidates[chosen] as number;
  const highlights =
    candidate.reading && candidate.reading.logOdds >= MIN_SPAN_LOG_ODDS
      ? [setOff(candidate.reading, candidate.text, question)]
      : [];
  const list =
    parts.lists && wantsList(question, evidence, choice, chosen) ? listOf(candidate, highlights[0]) : null;
  if (list) {
    const inList = evidence.candidates.reduce(
      (sum, other, i) => (isInside(other, list) ? sum + (choice.candidates[i] as number) : sum),
      0,
    );
    return { citations: list, short: shortOf(list), probability: Math.min(1, inList) };
  }
  const neighbour = parts.neighbours ? neighbourOf(chosen, evidence, choice) : null;
  const citations = quotesOf(candidate, highlights, neighbour);
  return { citations, short: shortOf(citations), probability };
}

/** Of the sentences that come near to a title of their article the most probable, rather one that names the days asked for. */
function insteadOfTitle(chosen: number, { candidates, features }: Evidence, choice: Choice): number | null {
  const title = candidates[chosen] as Candidate;
  if (title.sentence !== null) return null;
  const probability = (i: number) => choice.candidates[i] as number;
  const namesDays = (i: number) => ((features[i]?.dateSentence ?? 0) > 0 ? 1 : 0);
  const [best] = [...candidates.keys()]
    .filter((i) => candidates[i]?.sentence !== null)
    .filter((i) => candidates[i]?.found.passage.article === title.found.passage.article)
    .filter((i) => probability(i) >= TITLE_SHARE * probability(chosen))
    .sort((a, b) => namesDays(b) - namesDays(a) || probability(b) - probability(a));
  return best ?? null;
}

/** The sentence before or after the chosen one that comes near to it, the more probable one; or null. */
function neighbourOf(chosen: number, { candidates }: Evidence, choice: Choice): Candidate | null {
  const probability = (i: number) => choice.candidates[i] as number;
  const [likelier] = [chosen - 1, chosen + 1]
    .filter((i) => candidates[i] && areNeighbours(candidates[chosen] as Candidate, candidates[i]))
    .filter((i) => probability(i) >= NEIGHBOUR_SHARE * probability(chosen))
    .sort((a, b) => probability(b) - probability(a));
  return likelier === undefined ? null : (candidates[likelier] as Candidate);
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

function isInside({ found, sentence }: Candidate, citations: readonly Citation[]): boolean {
  const unit = sentence === null ? undefined : found.passage.sentences[sentence];
  return (
    unit !== undefined &&
    citations.some(
      ({ articleId, start, end }) =>
        found.passage.article.id === articleId && unit.start >= start && unit.end <= end,
    )
  );
}

function shortOf(citations: readonly Citation[]): string | null {
  const words = citations.flatMap(({ quote, highlights }) =>
    highlights.map(({ start, end }) => quote.slice(start, end).trim()),
  );
  return words.length === 0 ? null : words.join('; ');
}
