import type { Article } from './corpus/article.ts';
import { dayNumber } from './dates/calendar.ts';
import type { DateMention } from './dates/day-range.ts';

/** Days since 1970, both included. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last day of which an article tells, its day of publication included. */
export function daySpan(article: Article, mentions: readonly DateMention[]): DaySpan | null {
  const days = mentions.flatMap(({ range }) => [range.from, range.to]).concat(article.published);
  const numbers = days.filter((day) => day !== null).map(dayNumber);
  return numbers.length === 0 ? null : { from: Math.min(...numbers), to: Math.max(...numbers) };
}
