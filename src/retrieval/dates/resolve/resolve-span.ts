import type { IsoDay } from '../../corpus/article.ts';
import { addDays, addMonths, dayParts } from '../calendar.ts';
import type { Direction, ShiftUnit, Span, Yearly, YearReference } from '../grammar/expression.ts';
import {
  type ClosedRange,
  easterSunday,
  monthRange,
  nthWeekday,
  partOf,
  quarterRange,
  seasonRange,
  weekendRange,
  weekRange,
  yearRange,
} from '../periods.ts';

/** What an expression means: known days, or days of every year of which one is still to be chosen. */
export type Resolved =
  | { readonly kind: 'fixed'; readonly range: ClosedRange }
  | {
      readonly kind: 'yearly';
      /** The days in a year; null where it has none (29 February). */
      readonly at: (year: number) => ClosedRange | null;
      /** The weekday that was said of the first day (Monday = 1); it tells the year. */
      readonly weekday: number | null;
    };

/** What relative expressions count from. */
export interface Clock {
  /** The day of writing; null if it is not known. */
  readonly today: IsoDay | null;
  /** What was mentioned before, fit for counting in the unit; null if nothing was. */
  readonly anchor: (unit: ShiftUnit) => ClosedRange | null;
  /** The day that a weekday means here. */
  readonly weekday: (span: Extract<Span, { type: 'weekday' }>) => ClosedRange | null;
  /** The winter that 'winter 2022' means here. */
  readonly winter: (year: number) => ClosedRange;
}

const fixed = (range: ClosedRange | null): Resolved | null =>
  range === null ? null : { kind: 'fixed', range };
const single = (day: IsoDay): ClosedRange => ({ from: day, to: day });
const CHRISTMAS_FIRST = 24;
const CHRISTMAS_LAST = 26;

function isLeapDay(of: Yearly): boolean {
  return of.unit === 'day' && of.month === 2 && of.day === 29;
}

/** The days of a yearly period in one year. */
function inYear(of: Yearly, year: number): ClosedRange | null {
  switch (of.unit) {
    case 'day': {
      const month = monthRange(year, of.month);
      if (isLeapDay(of) && dayParts(month.to).day < of.day) return null;
      return single(addDays(month.from, of.day - 1));
    }
    case 'month':
      return monthRange(year, of.month);
    case 'season':
      return seasonRange(of.season, year);
    case 'quarter':
      return quarterRange(year, of.quarter);
    case 'holiday': {
      if (of.holiday === 'easter') return { from: easterSunday(year), to: addDays(easterSunday(year), 1) };
      const { from } = monthRange(year, 12);
      return { from: addDays(from, CHRISTMAS_FIRST - 1), to: addDays(from, CHRISTMAS_LAST - 1) };
    }
    case 'nth-weekday': {
      const day = nthWeekday(year, of.month, of.nth, of.weekday);
      return day === null ? null : { from: day, to: addDays(day, of.days - 1) };
    }
  }
}

function yearOf(reference: YearReference, clock: Clock): number | null {
  if (reference.kind === 'known') return reference.year;
  const base = reference.base === 'now' ? clock.today : (clock.anchor('year')?.from ?? clock.today);
  return base === null ? null : dayParts(base).year + reference.by;
}

/** The occurrences around a day, in order. */
function occurrences(of: Yearly, around: IsoDay): ClosedRange[] {
  const { year } = dayParts(around);
  return [-2, -1, 0, 1, 2, 3].flatMap((by) => inYear(of, year + by) ?? []);
}

function resolveDirection(of: Yearly, direction: Direction, clock: Clock): ClosedRange | null {
  const anchored = direction === 'previous' || direction === 'following' || direction === 'same';
  const anchor = anchored ? clock.anchor('month') : null;
  const from = anchor?.from ?? clock.today;
  const to = anchor?.to ?? clock.today;
  if (from === null || to === null || (direction === 'same' && anchor === null)) return null;
  const all = occurrences(of, from);
  switch (direction) {
    case 'last':
    case 'previous':
      return all.findLast((range) => range.to < from) ?? null;
    case 'next':
    case 'following':
      return all.find((range) => range.from > to) ?? null;
    case 'after-next':
      return all.filter((range) => range.from > to)[1] ?? null;
    default: {
      const now = all.find((range) => range.from <= to && range.to >= from);
      if (now !== undefined) return now;
      const year = inYear(of, dayParts(from).year);
      // 'this winter', said in autumn, is the one to come, which bears the next year's number.
      return year !== null && of.unit === 'season' && of.season === 'winter'
        ? (all.find((range) => range.from > to) ?? null)
        : year;
    }
  }
}

function resolveYearly(span: Extract<Span, { type: 'yearly' }>, clock: Clock): Resolved | null {
  const { of } = span;
  if (span.direction !== null) return fixed(resolveDirection(of, span.direction, clock));
  if (span.year === null) {
    return {
      kind: 'yearly',
      at: (year) => inYear(of, year),
      weekday: of.unit === 'day' ? of.weekday : null,
    };
  }
  const year = yearOf(span.year, clock);
  if (year === null) return null;
  if (of.unit === 'season' && of.season === 'winter' && of.years === 1) return fixed(clock.winter(year));
  return fixed(inYear(of, year));
}

function unitRange(unit: ShiftUnit, day: IsoDay): ClosedRange {
  const { year, month } = dayParts(day);
  switch (unit) {
    case 'day':
      return single(day);
    case 'week':
      return weekRange(day);
    case 'weekend':
      return weekendRange(day);
    case 'month':
      return monthRange(year, month);
    case 'quarter':
      return quarterRange(year, Math.ceil(month / 3));
    case 'year':
      return yearRange(year);
  }
}

function step(unit: ShiftUnit, day: IsoDay, by: number): IsoDay {
  if (unit === 'day') return addDays(day, by);
  if (unit === 'week' || unit === 'weekend') return addDays(day, 7 * by);
  return addMonths(day, by * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12));
}

function resolveShift(span: Extract<Span, { type: 'shift' }>, clock: Clock): ClosedRange | null {
  const { unit, by } = span;
  if (span.base === 'now') return clock.today === null ? null : unitRange(unit, step(unit, clock.today, by));
  const anchor = clock.anchor(unit);
  if (anchor === null)
    return unit === 'week' && by === 0 && clock.today !== null ? weekRange(clock.today) : null;
  // 'On the following day' of a visit of five days may be any of them but the first.
  if (unit === 'day') return { from: addDays(anchor.from, by), to: addDays(anchor.to, by) };
  return unitRange(unit, step(unit, by > 0 ? anchor.to : anchor.from, by));
}

function resolveWindow(span: Extract<Span, { type: 'window' }>, clock: Clock): ClosedRange | null {
  if (clock.today === null) return null;
  const other = step(span.unit, clock.today, span.count);
  return span.count < 0 ? { from: other, to: clock.today } : { from: clock.today, to: other };
}

function ordered(from: IsoDay, to: IsoDay): ClosedRange | null {
  return from <= to ? { from, to } : null;
}

/** The last occurrence of `at` that begins no later than `day`; the first that ends no earlier. */
function lastUpTo(at: (year: number) => ClosedRange | null, day: IsoDay): ClosedRange | null {
  const { year } = dayParts(day);
  return (
    [year + 1, year, year - 1].flatMap((each) => at(each) ?? []).find((range) => range.from <= day) ?? null
  );
}

function firstFrom(at: (year: number) => ClosedRange | null, day: IsoDay): ClosedRange | null {
  const { year } = dayParts(day);
  return (
    [year, year + 1, year + 2].flatMap((each) => at(each) ?? []).find((range) => range.to >= day) ?? null
  );
}

function resolveRange(span: Extract<Span, { type: 'range' }>, clock: Clock): Resolved | null {
  const from = resolveSpan(span.from, clock);
  const to = resolveSpan(span.to, clock);
  if (from === null || to === null) return null;
  if (from.kind === 'fixed' && to.kind === 'fixed') return fixed(ordered(from.range.from, to.range.to));
  if (from.kind === 'yearly' && to.kind === 'fixed') {
    const first = lastUpTo(from.at, to.range.to);
    return first === null ? null : fixed(ordered(first.from, to.range.to));
  }
  if (from.kind === 'fixed' && to.kind === 'yearly') {
    const last = firstFrom(to.at, from.range.from);
    return last === null ? null : fixed(ordered(from.range.from, last.to));
  }
  if (from.kind !== 'yearly' || to.kind !== 'yearly') return null;
  const at = (year: number): ClosedRange | null => {
    const first = from.at(year);
    const last = to.at(year);
    if (first === null || last === null) return null;
    const end = first.from <= last.to ? last : to.at(year + 1);
    return end === null ? null : ordered(first.from, end.to);
  };
  return { kind: 'yearly', at, weekday: from.weekday };
}

/** The days a span means, as far as the clock can tell; null if it cannot. */
export function resolveSpan(span: Span, clock: Clock): Resolved | null {
  switch (span.type) {
    case 'days':
      return fixed(span.range);
    case 'yearly':
      return resolveYearly(span, clock);
    case 'shift':
      return fixed(resolveShift(span, clock));
    case 'window':
      return fixed(resolveWindow(span, clock));
    case 'weekday':
      return fixed(clock.weekday(span));
    case 'range':
      return resolveRange(span, clock);
    case 'part': {
      const whole = resolveSpan(span.of, clock);
      if (whole === null) return null;
      if (whole.kind === 'fixed') return fixed(partOf(whole.range, span.part));
      const at = (year: number): ClosedRange | null => {
        const range = whole.at(year);
        return range === null ? null : partOf(range, span.part);
      };
      return { kind: 'yearly', at, weekday: null };
    }
  }
}
