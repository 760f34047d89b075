import type { IsoDay } from '../corpus/article.ts';
import type { DateMention, DayRange } from './day-range.ts';
import { FOREIGN_MONTHS } from './grammar/foreign-months.ts';
import { MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS } from './grammar/vocabulary.ts';
import { resolveDates } from './resolve-dates.ts';

const SENTENCE_END = /[.!?]["'”’)\]]*\s+(?=["'“‘([]?[\p{Lu}\d])|\n\s*\n|\n(?=\s*[-•*|])/gu;
const WORD_BEFORE_STOP = /(?:^|[^\p{L}\d])([\p{L}\d]{1,9})\.$/u;
const LOOK_BACK = 11;
const NEXT_WORD = /^\p{L}{3,10}/u;

function isMonth(word: string): boolean {
  const lower = word.toLowerCase();
  return MONTHS.has(lower) || SHORT_MONTHS.has(lower) || FOREIGN_MONTHS.has(lower);
}

/** Whether the full stop ends no sentence: 'Oct. 22', 'J. Smith', '14. März'. */
function isAbbreviation(text: string, stop: number, next: number): boolean {
  if (text[stop] !== '.') return false;
  const word = WORD_BEFORE_STOP.exec(text.slice(Math.max(0, stop + 1 - LOOK_BACK), stop + 1))?.[1];
  if (word === undefined) return false;
  if (/^\d{1,2}$/.test(word)) return isMonth(NEXT_WORD.exec(text.slice(next, next + 11))?.[0] ?? '');
  return (
    /^\p{L}$/u.test(word) ||
    ((isMonth(word) || SHORT_WEEKDAYS.has(word.toLowerCase())) &&
      word.length <= 5 &&
      /\d/.test(text[next] ?? ''))
  );
}

/** Sentences well enough divided to tell which verb belongs to which date; passages are divided with more care. */
function roughSentences(text: string): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    if (isAbbreviation(text, match.index, end)) continue;
    sentences.push({ start, end });
    start = end;
  }
  sentences.push({ start, end: text.length });
  return sentences;
}

/**
 * The date expressions of an article's text with the days they mean; see {@link resolveDates}.
 * @param context.published the day of the article, from which years and relative dates are told
 * @param context.anchor days mentioned before the text begins, for 'on the following day'
 */
export function findDates(
  text: string,
  context: { readonly published: IsoDay | null; readonly anchor?: DayRange | null },
): DateMention[] {
  return resolveDates(roughSentences(text), text, context.published, context.anchor ?? null).flat();
}
