import type { IsoDay } from '../../corpus/article.ts';
import { dayNumber, dayParts, weekdayOf } from '../calendar.ts';
import type { ClosedRange } from '../periods.ts';
import type { NarratedTime } from './narrated-time.ts';
import type { Resolved } from './resolve-span.ts';

/**
 * How much farther a day on the wrong side of the day of writing counts. 12 lets a past tense pull a date back over
 * eleven months, and yet leaves 'announced … for 14 March', written on 1 March, in the coming fortnight.
 */
const WRONG_SIDE = 12;
/** News tells more of the past than of the future. */
const UNKNOWN_FUTURE = 1.3;

const WEIGHTS: Record<NarratedTime, { readonly past: number; readonly future: number }> = {
  past: { past: 1, future: WRONG_SIDE },
  future: { past: WRONG_SIDE, future: 1 },
  unknown: { past: 1, future: UNKNOWN_FUTURE },
};

function distance(range: ClosedRange, today: IsoDay, time: NarratedTime): number {
  if (range.from > today) return (dayNumber(range.from) - dayNumber(today)) * WEIGHTS[time].future;
  if (range.to < today) return (dayNumber(today) - dayNumber(range.to)) * WEIGHTS[time].past;
  return 0;
}

/** The occurrence nearest to `today`, on the side that the text speaks of; a weekday said with it must fit, if it can. */
export function chooseYear(
  yearly: Extract<Resolved, { kind: 'yearly' }>,
  today: IsoDay,
  time: NarratedTime,
): ClosedRange | null {
  const { year } = dayParts(today);
  const all = [year - 1, year, year + 1, year + 2, year - 2].flatMap((each) => yearly.at(each) ?? []);
  const fitting = all.filter((range) => yearly.weekday === null || weekdayOf(range.from) === yearly.weekday);
  let best: ClosedRange | null = null;
  for (const range of fitting.length > 0 ? fitting : all) {
    if (best === null || distance(range, today, time) < distance(best, today, time)) best = range;
  }
  return best;
}
