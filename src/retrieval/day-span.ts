import type { Article } from './corpus/article.ts';
import { dayNumber } from './dates/calendar.ts';
import type { DateMention } from './dates/day-range.ts';

/** From the first to the last day of which an article tells, its day of publication included, as days since 1970. */
export function daySpan(
  article: Article,
  mentions: readonly DateMention[],
): { from: number; to: number } | null {
  const days = mentions.flatMap(({ range }) => [range.from, range.to]).concat(article.published);
  const numbers = days.filter((day) => day !== null).map(dayNumber);
  return numbers.length === 0 ? null : { from: Math.min(...numbers), to: Math.max(...numbers) };
}
