import type { IsoDay } from '../../corpus/article.ts';
import { dayNumber, dayParts, weekdayOf } from '../calendar.ts';
import { type ClosedRange, daysOf } from '../periods.ts';
import type { NarratedTime } from './narrated-time.ts';
import type { Resolved } from './resolve-span.ts';

/** Days from which on a date is a period: a month, a season. */
const PERIOD = 28;

/** Days between two ranges' nearest ends; 0 if they overlap. */
export function daysBetween(a: ClosedRange, b: ClosedRange): number {
  if (a.from > b.to) return dayNumber(a.from) - dayNumber(b.to);
  return b.from > a.to ? dayNumber(b.from) - dayNumber(a.to) : 0;
}

function cost(range: ClosedRange, today: ClosedRange, time: NarratedTime): number {
  const days = daysBetween(range, today);
  if (range.to < today.from) return days * time.past;
  return days * (daysOf(range) >= PERIOD ? time.futurePeriod : time.future);
}

/** The occurrence nearest to `around`, on the side that the text speaks of; a weekday said with it must fit, if it can. */
export function chooseYear(
  yearly: Extract<Resolved, { kind: 'yearly' }>,
  around: ClosedRange,
  time: NarratedTime,
): ClosedRange | null {
  const { year } = dayParts(around.from);
  const all = [year - 1, year, year + 1, year + 2, year - 2].flatMap((each) => yearly.at(each) ?? []);
  const fitting = all.filter((range) => yearly.weekday === null || weekdayOf(range.from) === yearly.weekday);
  let best: ClosedRange | null = null;
  for (const range of fitting.length > 0 ? fitting : all) {
    if (best === null || cost(range, around, time) < cost(best, around, time)) best = range;
  }
  return best;
}

/** A day as a range. */
export function onDay(day: IsoDay): ClosedRange {
  return { from: day, to: day };
}
