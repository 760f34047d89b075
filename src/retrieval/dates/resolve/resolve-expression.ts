import type { IsoDay } from '../../corpus/article.ts';
import { addDays, dayParts } from '../calendar.ts';
import type { DayRange } from '../day-range.ts';
import type { Expression, FoundExpression, Span } from '../grammar/expression.ts';
import type { Token } from '../grammar/tokens.ts';
import { type ClosedRange, daysOf } from '../periods.ts';
import type { ArticleClock, YearSource } from './article-clock.ts';
import { chooseYear, daysBetween, onDay } from './choose-year.ts';
import {
  AHEAD,
  type NarratedTime,
  narratedTime,
  SINCE,
  SURELY_AHEAD,
  UNKNOWN_TIME,
} from './narrated-time.ts';
import { type Resolved, resolveSpan } from './resolve-span.ts';

/** 'In 2021, …': a year so near to the sentence's beginning sets the scene for the dates after it. */
const TOKENS_TO_SCENE = 3;
/** A sentence of no more tokens is a heading: 'Field school 2025.' */
const TOKENS_OF_HEADING = 6;
/** A date within so many days of publication is of the news, whatever year was told of before. */
const FRESH_DAYS = 60;
/** A period longer than this gives no year to other dates. */
const LONGEST_YEAR_SOURCE = 366;

type BoundExpression = Extract<Expression, { type: 'bound' }>;
type YearlyDate = Extract<Resolved, { kind: 'yearly' }>;

/** An expression's days, and where in its sentence it ended. */
export interface Placed {
  readonly range: ClosedRange;
  readonly nextToken: number;
}

/** Days with an open side, as an article means them: what has been 'since' May lasts until publication at least. */
function bounded(expression: BoundExpression, range: ClosedRange, published: IsoDay | null): DayRange {
  switch (expression.bound) {
    case 'since':
      return { from: range.from, to: published !== null && published >= range.from ? published : null };
    case 'from':
      // 'our report from 23 November' is of that day; 'open from 1 June', said before, is an opening.
      return published !== null && range.from > published ? { from: range.from, to: null } : range;
    case 'after': {
      const from = firstDayAfter(range, expression);
      return { from, to: published !== null && published >= from ? published : null };
    }
    case 'by':
      // 'By Friday eight of ten were in place' is seen on Friday.
      return published !== null && published > range.to ? range : { from: published, to: range.to };
    case 'until':
      return { from: published !== null && published <= range.to ? published : null, to: range.to };
    case 'before': {
      const to = lastDayBefore(range, expression);
      return { from: published !== null && published <= to ? published : null, to };
    }
  }
}

/** The day after a period; 'after the 2021 forum' may still be in 2021. */
export function firstDayAfter(range: ClosedRange, { ofEvent }: BoundExpression): IsoDay {
  return ofEvent ? range.from : addDays(range.to, 1);
}

/** The day before a period; 'before the end of May' reaches to its very end. */
export function lastDayBefore(range: ClosedRange, { span, ofEvent }: BoundExpression): IsoDay {
  if (ofEvent) return range.to;
  return span.type === 'part' && span.part.kind === 'end' ? range.to : addDays(range.from, -1);
}

function hasOwnYear(span: Span): boolean {
  switch (span.type) {
    case 'days':
      return true;
    case 'yearly':
      return span.year?.kind === 'known';
    case 'part':
      return hasOwnYear(span.of);
    case 'range':
      return hasOwnYear(span.to);
    case 'shift':
      return span.unit === 'year' && span.base === 'now' && span.by !== 0;
    default:
      return false;
  }
}

/** Which dates after it may take their year from a mention, if any. */
function yearSourceKind(
  span: Span,
  range: ClosedRange,
  firstToken: number,
  tokens: number,
): YearSource['kind'] | null {
  if (!hasOwnYear(span) || daysOf(range) > LONGEST_YEAR_SOURCE) return null;
  const yearOnly = range.from.endsWith('-01-01') && range.to.endsWith('-12-31');
  if (!yearOnly) return 'date';
  if (firstToken >= TOKENS_TO_SCENE) return null;
  return tokens <= TOKENS_OF_HEADING ? 'heading' : 'scene';
}

function kindOf(span: Span): { weekday: boolean; event: boolean } {
  const weekday =
    span.type === 'weekday' || (span.type === 'yearly' && span.of.unit === 'day' && span.of.weekday !== null);
  return {
    weekday,
    event: span.type !== 'part' || span.part.kind === 'week' || span.part.kind === 'full-week',
  };
}

function timeOf(found: FoundExpression, tokens: readonly Token[], clock: ArticleClock): NarratedTime {
  const { expression } = found;
  if (expression.type === 'bound' && expression.bound === 'since') return SINCE;
  const time = narratedTime(tokens, found.firstToken, found.nextToken);
  // A weekday is one of the days told of before.
  if (expression.span.type === 'weekday') return time.tense === 'unknown' ? clock.leaning : time;
  // What was moved to a date was moved ahead, whenever that was.
  if (found.moved) return AHEAD;
  const ahead = expression.type === 'bound' && ['until', 'by', 'before', 'from'].includes(expression.bound);
  if (ahead) return time.tense === 'future' ? SURELY_AHEAD : AHEAD;
  return time.tense === 'unknown' ? clock.leaning : time;
}

/** Whether a year that the text gave fits the time the sentence tells of. */
function fits(source: YearSource, clock: ArticleClock): boolean {
  const { today, time } = clock;
  if (today === null) return clock.sentence - source.sentence <= 1;
  const year = dayParts(source.range.from).year;
  if (time.tense === 'past' && source.range.from > today) return false;
  if (time.tense === 'future' && year < dayParts(today).year) return false;
  switch (source.kind) {
    case 'heading':
      return clock.sentence - source.sentence <= 1;
    case 'scene':
      return clock.sentence === source.sentence;
    case 'date':
      return clock.sentence - source.sentence <= 1 && time.tense === 'past';
  }
}

/** A date takes the year that the text gave just before, unless it is plainly of the days around publication. */
function yearFromText(yearly: YearlyDate, clock: ArticleClock): ClosedRange | null {
  const source = clock.yearSource;
  if (source === null || !fits(source, clock)) return null;
  if (clock.today !== null && source.kind === 'date') {
    const fresh = chooseYear(yearly, onDay(clock.today), clock.time);
    if (fresh !== null && daysBetween(fresh, onDay(clock.today)) <= FRESH_DAYS) return null;
  }
  const inYear = yearly.at(dayParts(source.range.from).year);
  if (inYear !== null && inYear.to >= source.range.from) return inYear;
  // 'On 12 December 2018 …. In January …' goes on in the next year; a month before it is a look back.
  return chooseYear(yearly, source.range, UNKNOWN_TIME);
}

/** 'last week, from 11 to 15 March', 'last Friday (9 March)': only marks stand between two names of the same days. */
function isApposition(found: FoundExpression, tokens: readonly Token[], before: Placed | null): boolean {
  if (before === null || found.firstToken - before.nextToken > 2 || found.firstToken <= before.nextToken)
    return false;
  return tokens
    .slice(before.nextToken, found.firstToken)
    .every(({ text }) => [',', '(', ':', '–'].includes(text));
}

function closed(
  resolved: Resolved,
  found: FoundExpression,
  tokens: readonly Token[],
  clock: ArticleClock,
  before: Placed | null,
): ClosedRange | null {
  if (resolved.kind === 'fixed') return resolved.range;
  if (before !== null && isApposition(found, tokens, before)) {
    const same = chooseYear(resolved, before.range, UNKNOWN_TIME);
    if (same !== null && daysBetween(same, before.range) === 0) return same;
  }
  const fromText = yearFromText(resolved, clock);
  if (fromText !== null) return fromText;
  return clock.today === null ? null : chooseYear(resolved, onDay(clock.today), clock.time);
}

/**
 * The days that an expression in an article means; null if they cannot be told. Takes note of them in the clock.
 * @param tokens of the sentence
 * @param before the mention before it in the sentence
 */
export function resolveExpression(
  found: FoundExpression,
  tokens: readonly Token[],
  clock: ArticleClock,
  before: Placed | null,
): { readonly closed: ClosedRange; readonly range: DayRange } | null {
  const { expression } = found;
  clock.time = timeOf(found, tokens, clock);
  const resolved = resolveSpan(expression.span, clock);
  const range = resolved === null ? null : closed(resolved, found, tokens, clock, before);
  if (range === null) return null;
  const kind = yearSourceKind(expression.span, range, found.firstToken, tokens.length);
  if (kind !== null) clock.yearSource = { kind, range, sentence: clock.sentence };
  clock.leanTo(range);
  if (expression.type === 'bound') return { closed: range, range: bounded(expression, range, clock.today) };
  clock.remember(range, kindOf(expression.span));
  return { closed: range, range };
}
