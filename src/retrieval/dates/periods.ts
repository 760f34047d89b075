import type { IsoDay } from '../corpus/article.ts';
import { addDays, addMonths, dayNumber, dayParts, daysInMonth, toIsoDay, weekdayOf } from './calendar.ts';

/** Days from `from` to `to`, both included, both known. */
export interface ClosedRange {
  readonly from: IsoDay;
  readonly to: IsoDay;
}

/** Seasons of the northern hemisphere. */
export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

/** A stretch of a longer period: 'early', 'the end of', 'the second week of'. */
export type Part =
  | { readonly kind: 'early' | 'middle' | 'late' | 'start' | 'end' | 'first-half' | 'second-half' }
  /** The `nth` seven days, or the last seven with -1. */
  | { readonly kind: 'week'; readonly nth: number }
  /** The `nth` week from Monday to Sunday that lies in the period as a whole, or the last with -1. */
  | { readonly kind: 'full-week'; readonly nth: number };

/** The parts that are told without counting. */
export type SimplePart = Exclude<Part['kind'], 'week' | 'full-week'>;

/** First month of each season: the meteorological ones, whole months, as weather services and news use them. */
const FIRST_MONTH: Record<Exclude<Season, 'winter'>, number> = { spring: 3, summer: 6, autumn: 9 };

/** Number of days of a range, both ends counted. */
export function daysOf(range: ClosedRange): number {
  return dayNumber(range.to) - dayNumber(range.from) + 1;
}

/** The years `first` to `last`. */
export function yearRange(first: number, last: number = first): ClosedRange {
  return { from: toIsoDay(first, 1, 1), to: toIsoDay(last, 12, 31) };
}

/** The months `first` to `last` (1–12) of a year. */
export function monthRange(year: number, first: number, last: number = first): ClosedRange {
  return { from: toIsoDay(year, first, 1), to: toIsoDay(year, last, 31) };
}

/**
 * A meteorological season, northern hemisphere. A winter bears the year of its January, as weather services name it:
 * winter 2024 runs from December 2023 to February 2024.
 */
export function seasonRange(season: Season, year: number): ClosedRange {
  if (season === 'winter') return { from: toIsoDay(year - 1, 12, 1), to: toIsoDay(year, 2, 29) };
  return monthRange(year, FIRST_MONTH[season], FIRST_MONTH[season] + 2);
}

/** Monday to Sunday of the week that holds `day`. */
export function weekRange(day: IsoDay): ClosedRange {
  const monday = addDays(day, 1 - weekdayOf(day));
  return { from: monday, to: addDays(monday, 6) };
}

/** Saturday and Sunday of the week that holds `day`. */
export function weekendRange(day: IsoDay): ClosedRange {
  const saturday = addDays(day, 6 - weekdayOf(day));
  return { from: saturday, to: addDays(saturday, 1) };
}

/** The quarter (1–4) of a year. */
export function quarterRange(year: number, quarter: number): ClosedRange {
  return monthRange(year, quarter * 3 - 2, quarter * 3);
}

/** Easter Sunday by the Gregorian computus (J. Meeus, Astronomical Algorithms, 1991, chapter 8). */
export function easterSunday(year: number): IsoDay {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * shift + 114;
  return toIsoDay(year, Math.floor(days / 31), (days % 31) + 1);
}

/** The `nth` weekday (Monday = 1) of a month, the last one with -1; null where the month has no fifth. */
export function nthWeekday(year: number, month: number, nth: number, weekday: number): IsoDay | null {
  if (nth < 0) {
    const last = toIsoDay(year, month, 31);
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const first = toIsoDay(year, month, 1);
  const day = 1 + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
  return day > daysInMonth(year, month) ? null : toIsoDay(year, month, day);
}

const DAYS_OF_MONTH_AT_MOST = 31;
const DAYS_OF_YEAR_AT_LEAST = 365;

function share(range: ClosedRange, from: number, to: number): ClosedRange {
  const days = daysOf(range);
  const first = Math.floor(days * from);
  return {
    from: addDays(range.from, first),
    to: addDays(range.from, Math.max(first, Math.floor(days * to) - 1)),
  };
}

function monthsOf(range: ClosedRange, first: number, count: number): ClosedRange {
  const from = addMonths(range.from, first);
  return { from, to: addDays(addMonths(from, count), -1) };
}

/** Thirds of a month are 1–10, 11–20 and 21–end; of a year four months each; its start and end are two months. */
const PART_OF_YEAR: Record<SimplePart, readonly [first: number, count: number]> = {
  early: [0, 4],
  middle: [4, 4],
  late: [8, 4],
  start: [0, 2],
  end: [10, 2],
  'first-half': [0, 6],
  'second-half': [6, 6],
};
const PART_OF_MONTH: Record<SimplePart, readonly [first: number, last: number]> = {
  early: [1, 10],
  middle: [11, 20],
  late: [21, 31],
  start: [1, 10],
  end: [21, 31],
  'first-half': [1, 15],
  'second-half': [16, 31],
};
const PART_OF_PERIOD: Record<SimplePart, readonly [from: number, to: number]> = {
  early: [0, 1 / 3],
  middle: [1 / 3, 2 / 3],
  late: [2 / 3, 1],
  start: [0, 1 / 3],
  end: [2 / 3, 1],
  'first-half': [0, 1 / 2],
  'second-half': [1 / 2, 1],
};

/** The part of a month, year, season, quarter or week that words such as 'early' and 'the end of' mean. */
export function partOf(range: ClosedRange, part: Part): ClosedRange {
  if (part.kind === 'week') {
    if (part.nth < 0) return { from: later(addDays(range.to, -6), range.from), to: range.to };
    const from = earlier(addDays(range.from, (part.nth - 1) * 7), range.to);
    return { from, to: earlier(addDays(from, 6), range.to) };
  }
  if (part.kind === 'full-week') {
    const monday =
      part.nth < 0
        ? weekRange(addDays(range.to, -6)).from
        : addDays(weekRange(addDays(range.from, 6)).from, (part.nth - 1) * 7);
    return { from: monday, to: addDays(monday, 6) };
  }
  const { year, month, day } = dayParts(range.from);
  const days = daysOf(range);
  if (days <= DAYS_OF_MONTH_AT_MOST && day === 1 && days >= 28) {
    const [first, last] = PART_OF_MONTH[part.kind];
    return { from: toIsoDay(year, month, first), to: toIsoDay(year, month, last) };
  }
  if (days === DAYS_OF_YEAR_AT_LEAST || days === DAYS_OF_YEAR_AT_LEAST + 1) {
    const [first, count] = PART_OF_YEAR[part.kind];
    return monthsOf(range, first, count);
  }
  const [from, to] = PART_OF_PERIOD[part.kind];
  const years = dayParts(range.to).year - year + 1;
  if (days > DAYS_OF_YEAR_AT_LEAST && range.from.endsWith('-01-01') && range.to.endsWith('-12-31'))
    return yearRange(year + Math.floor(years * from), year + Math.ceil(years * to) - 1);
  return share(range, from, to);
}

function earlier(a: IsoDay, b: IsoDay): IsoDay {
  return a < b ? a : b;
}

function later(a: IsoDay, b: IsoDay): IsoDay {
  return a > b ? a : b;
}
