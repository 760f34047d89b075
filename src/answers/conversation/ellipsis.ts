import type { DateConstraint } from '../../retrieval/dates/day-range.ts';
import { fold } from '../../retrieval/text/fold.ts';
import { type Word, words } from '../../retrieval/text/words.ts';

/** How an elliptical follow-up opens: 'and lot B?', 'what about Loja?'. */
const OPENING = /^(?:and|but|or|so|what about|how about|and what about|and how about|same for|and for)\s+/iu;
/** Words that make a question of its own, for which nothing in the earlier one has to give way. */
const OWN_QUESTION =
  /\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|did|do|does|has|have|had|can|could|will|would|that|it|they|them|there|then|this|these|those|he|she)\b/iu;
/** Longest phrase that takes another's place, in words. */
const MAX_PHRASE = 4;
const EMPTY_WORDS = new Set([
  'and',
  'but',
  'or',
  'so',
  'what',
  'how',
  'about',
  'the',
  'in',
  'on',
  'for',
  'of',
  'same',
  'then',
  'a',
]);

/**
 * The earlier question with the phrase of an elliptical follow-up in the place of its like: 'max grant in lot C?' and
 * 'and lot B?' make 'max grant in lot B?'. Phrases are alike if they share a word.
 * @returns null if the follow-up is a question of its own, or nothing in the earlier one is like it
 */
export function replaceInBase(base: string, followUp: string): string | null {
  const phrase = ellipsisOf(followUp);
  const own = words(phrase ?? '');
  if (phrase === null || own.length < 2 || own.length > MAX_PHRASE) return null;
  const earlier = words(base);
  for (const [i, word] of own.entries()) {
    if (EMPTY_WORDS.has(fold(word.text))) continue;
    const at = earlier.findIndex((other) => fold(other.text) === fold(word.text));
    const first = earlier[at - i];
    const last = earlier[at - i + own.length - 1];
    if (at < 0 || !first || !last || isSame(own, earlier.slice(at - i, at - i + own.length))) continue;
    return base.slice(0, first.start) + phrase + base.slice(last.end);
  }
  return null;
}

/** What an elliptical follow-up names, 'Loja' of 'and what about Loja?'; null if it is a question of its own. */
export function ellipsisOf(followUp: string): string | null {
  const opening = OPENING.exec(followUp);
  if (opening === null) return null;
  const phrase = followUp.slice(opening[0].length).replace(/[?!.\s]+$/u, '');
  return OWN_QUESTION.test(phrase) ? null : phrase;
}

/** Whether a follow-up only names other days ('and in 2023?', 'and the year before?'). */
export function isDateOnly(followUp: string, dates: readonly DateConstraint[]): boolean {
  return words(followUp)
    .filter((word) => !EMPTY_WORDS.has(fold(word.text)))
    .every((word) => dates.some((date) => word.start < date.end && date.start < word.end));
}

/** The days of a follow-up in words that make sense without the earlier question: a whole year as 'in 2022'. */
export function inWords(date: DateConstraint | undefined, followUp: string): string {
  if (date === undefined) return '';
  if (date.kind === 'absolute') {
    const { from, to } = date.range;
    const year = from?.slice(0, 4);
    if (year !== undefined && from === `${year}-01-01` && to === `${year}-12-31`) return `in ${year}`;
  }
  return followUp.slice(date.start, date.end);
}

function isSame(a: readonly Word[], b: readonly Word[]): boolean {
  return a.length === b.length && a.every((word, i) => fold(word.text) === fold(b[i]?.text ?? ''));
}
