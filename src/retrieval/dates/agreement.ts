import type { IsoDay } from '../corpus/article.ts';
import { addDays, dayParts, FIRST_YEAR, LAST_YEAR, toIsoDay } from './calendar.ts';
import type { DateConstraint, DayRange } from './day-range.ts';

/** How the days of a piece of evidence stand to the days asked for. */
export type Agreement = 'inside' | 'overlaps' | 'outside';

/** An occurrence of a recurring constraint is looked for in this many years at most; a longer range holds one anyway. */
const YEARS_TO_TRY = 3;

const atOrBefore = (a: IsoDay | null, b: IsoDay | null): boolean => a === null || b === null || a <= b;

/** Whether the two ranges share a day. An open side has no end. */
export function overlaps(a: DayRange, b: DayRange): boolean {
  return atOrBefore(a.from, b.to) && atOrBefore(b.from, a.to);
}

/** Whether every day of `inner` is a day of `outer`. */
export function contains(outer: DayRange, inner: DayRange): boolean {
  const fromHolds = outer.from === null || (inner.from !== null && outer.from <= inner.from);
  const toHolds = outer.to === null || (inner.to !== null && inner.to <= outer.to);
  return fromHolds && toHolds;
}

/** The range `days` later (earlier, if negative); an open side stays open. */
export function shift(range: DayRange, days: number): DayRange {
  return {
    from: range.from === null ? null : addDays(range.from, days),
    to: range.to === null ? null : addDays(range.to, days),
  };
}

function compare(asked: DayRange, found: DayRange): Agreement {
  if (contains(asked, found)) return 'inside';
  return overlaps(asked, found) ? 'overlaps' : 'outside';
}

/** The occurrence of a recurring constraint that begins in `year`. */
function occurrence(from: string, to: string, year: number): DayRange {
  const day = (text: string, ofYear: number): IsoDay =>
    toIsoDay(ofYear, Number(text.slice(0, 2)), Number(text.slice(3, 5)));
  return { from: day(from, year), to: day(to, from > to ? year + 1 : year) };
}

/**
 * Whether evidence of the days `found` lies inside the days asked for, overlaps them ('in 2023' asked of October
 * 2023), or is of other days. A recurring constraint agrees in any year.
 */
export function agreement(constraint: DateConstraint, found: DayRange): Agreement {
  if (constraint.kind === 'absolute') return compare(constraint.range, found);
  const first = found.from === null ? FIRST_YEAR : dayParts(found.from).year;
  const last = found.to === null ? LAST_YEAR : dayParts(found.to).year;
  let best: Agreement = 'outside';
  // An occurrence that runs over the turn of the year may have begun in the year before.
  for (let year = first - 1; year <= Math.min(last, first + YEARS_TO_TRY); year++) {
    if (year < FIRST_YEAR || year > LAST_YEAR) continue;
    const here = compare(occurrence(constraint.from, constraint.to, year), found);
    if (here === 'inside') return 'inside';
    if (here === 'overlaps') best = 'overlaps';
  }
  return best;
}
