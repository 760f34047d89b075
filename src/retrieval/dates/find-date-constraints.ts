import type { IsoDay } from '../corpus/article.ts';
import { addDays, dayParts, FIRST_YEAR, LAST_YEAR, weekdayOf } from './calendar.ts';
import type { DateConstraint, DayRange } from './day-range.ts';
import type { Expression, FoundExpression, Span } from './grammar/expression.ts';
import { mayHoldDate, parseDates } from './grammar/parse.ts';
import { type ClosedRange, seasonRange, weekRange } from './periods.ts';
import { chooseYear, onDay } from './resolve/choose-year.ts';
import { SINCE } from './resolve/narrated-time.ts';
import { firstDayAfter, lastDayBefore } from './resolve/resolve-expression.ts';
import { type Clock, type Resolved, resolveSpan } from './resolve/resolve-span.ts';

/** A leap year, so that a recurring period may hold 29 February. */
const LEAP_YEAR = 2024;
const FIRST_OF_YEAR = '01-01';
const LAST_OF_YEAR = '12-31';

/** Words between two dates after which the first no longer holds: 'last autumn, i mean autumn 2022'. */
const CORRECTION =
  /\b(?:i mean|i meant|sorry|rather|correction|no wait|make that|not that|oops)\b|\bactually\b/iu;
/** 'not in 2022 but in 2023': a date behind 'not', with another to come. */
const NEGATION = /\bnot\s+(?:in|on|from|the)?\s*$/iu;
/** 'How many stations are there today?' asks about now, whenever that was written. */
const NOWADAYS = /\b(?:is|are|do|does|has|have)\b[^.?!]*\btoday\W*$/iu;
/** A question that goes on from an earlier one. */
const FOLLOW_UP = /^\W*(?:and|what about|how about|or|also|but|then)\b/iu;

export interface DateConstraintOptions {
  /** The dates of an earlier question in the conversation: 'the year before' counts from them. */
  readonly previous?: DateConstraint;
}

function closedRange(range: DayRange): ClosedRange | null {
  const from = range.from ?? range.to;
  const to = range.to ?? range.from;
  return from === null || to === null ? null : { from, to };
}

/** A clock for questions: today is the as-of date, the anchor is the earlier question's date. */
function questionClock(asOf: IsoDay, previous: DateConstraint | undefined): Clock {
  const anchor = previous?.kind === 'absolute' ? closedRange(previous.range) : null;
  return {
    today: asOf,
    anchor: () => anchor,
    winter: (year) => seasonRange('winter', year),
    weekday: ({ weekday, direction, week }) => {
      const monday = weekRange(addDays(asOf, 7 * (week ?? 0))).from;
      if (week !== null || direction === 'this') return onDay(addDays(monday, weekday - 1));
      if (direction === 'last') return onDay(addDays(asOf, -((weekdayOf(asOf) - weekday + 6) % 7) - 1));
      if (direction === 'next') return onDay(addDays(asOf, ((weekday - weekdayOf(asOf) + 6) % 7) + 1));
      return null;
    },
  };
}

type BoundExpression = Extract<Expression, { type: 'bound' }>;
type Place = { readonly start: number; readonly end: number };

function bounded(expression: BoundExpression, range: ClosedRange): DayRange {
  switch (expression.bound) {
    case 'since':
      return { from: range.from, to: null };
    case 'from':
      return range;
    case 'after':
      return { from: firstDayAfter(range, expression), to: null };
    case 'until':
    case 'by':
      return { from: null, to: range.to };
    case 'before':
      return { from: null, to: lastDayBefore(range, expression) };
  }
}

/** A side of a year: 'after march' is April to December, of any year. */
function boundedRecurring(expression: BoundExpression, range: ClosedRange, place: Place): DateConstraint {
  const days = bounded(expression, range);
  const from = days.from === null ? FIRST_OF_YEAR : days.from.slice(5);
  const to = days.to === null ? LAST_OF_YEAR : days.to.slice(5);
  return { kind: 'recurring', from, to, ...place };
}

function recurring(
  expression: Expression,
  yearly: Extract<Resolved, { kind: 'yearly' }>,
  asOf: IsoDay,
  place: Place,
): DateConstraint | null {
  const range = yearly.at(LEAP_YEAR);
  if (range === null) return null;
  if (expression.type === 'bound') {
    // 'since march' reaches from the last March to now.
    if (expression.bound === 'since') {
      const last = chooseYear(yearly, onDay(asOf), SINCE);
      return last === null ? null : { kind: 'absolute', range: { from: last.from, to: null }, ...place };
    }
    return boundedRecurring(expression, range, place);
  }
  return { kind: 'recurring', from: range.from.slice(5), to: range.to.slice(5), ...place };
}

/** 'the year before' after a question about May 2022 asks about May 2021. */
function shiftedPrevious(span: Span, previous: DateConstraint | undefined): DayRange | null {
  if (span.type !== 'shift' || span.base !== 'anchor' || span.unit !== 'year') return null;
  if (previous?.kind !== 'absolute') return null;
  const inYear = (day: IsoDay | null): IsoDay | null => {
    if (day === null) return null;
    const year = Math.min(LAST_YEAR, Math.max(FIRST_YEAR, dayParts(day).year + span.by));
    const shifted = `${String(year).padStart(4, '0')}${day.slice(4)}`;
    return shifted.endsWith('-02-29') ? `${shifted.slice(0, 5)}02-28` : shifted;
  };
  return { from: inYear(previous.range.from), to: inYear(previous.range.to) };
}

/** 'and in november?' after a question about October 2022 asks about November 2022. */
function yearOfPrevious(previous: DateConstraint | undefined): number | null {
  const range = previous?.kind === 'absolute' ? closedRange(previous.range) : null;
  if (range === null) return null;
  const { year } = dayParts(range.from);
  return dayParts(range.to).year === year ? year : null;
}

function isToday(span: Span): boolean {
  return span.type === 'shift' && span.unit === 'day' && span.by === 0 && span.base === 'now';
}

function toConstraint(
  question: string,
  { expression, start, end }: FoundExpression,
  asOf: IsoDay,
  previous: DateConstraint | undefined,
  followUpYear: number | null,
): DateConstraint | null {
  const place = { start, end };
  if (isToday(expression.span) && NOWADAYS.test(question)) return null;
  const shifted = shiftedPrevious(expression.span, previous);
  if (shifted !== null) return { kind: 'absolute', range: shifted, ...place };
  const resolved = resolveSpan(expression.span, questionClock(asOf, previous));
  if (resolved === null) return null;
  const inYear = resolved.kind === 'yearly' && followUpYear !== null ? resolved.at(followUpYear) : null;
  const range = resolved.kind === 'fixed' ? resolved.range : inYear;
  if (range === null) return resolved.kind === 'yearly' ? recurring(expression, resolved, asOf, place) : null;
  const days = expression.type === 'bound' ? bounded(expression, range) : range;
  return { kind: 'absolute', range: days, ...place };
}

/** Whether the date ending at `end` is taken back by what follows it up to `next`, or by 'not' before it. */
function isTakenBack(question: string, constraint: Place, before: number, next: number): boolean {
  if (CORRECTION.test(question.slice(constraint.end, next))) return true;
  return (
    NEGATION.test(question.slice(before, constraint.start)) &&
    /\bbut\b|,/iu.test(question.slice(constraint.end, next))
  );
}

/**
 * The dates a question asks about, in order. A month, season or day without a year recurs; 'last', 'this' and 'next'
 * count from `asOf`. A date that the asker corrects ('last autumn, i mean autumn 2022') is left out.
 * @param asOf the day on which the question is asked
 */
export function findDateConstraints(
  question: string,
  asOf: IsoDay,
  options: DateConstraintOptions = {},
): DateConstraint[] {
  if (!mayHoldDate(question)) return [];
  const { previous } = options;
  const followUpYear = FOLLOW_UP.test(question) ? yearOfPrevious(previous) : null;
  const constraints = parseDates(question, 'chat').found.flatMap(
    (found) => toConstraint(question, found, asOf, previous, followUpYear) ?? [],
  );
  return constraints.filter((constraint, index) => {
    const next = constraints[index + 1];
    const before = constraints[index - 1]?.end ?? 0;
    return next === undefined || !isTakenBack(question, constraint, before, next.start);
  });
}
