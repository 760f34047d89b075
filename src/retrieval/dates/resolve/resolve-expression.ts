import type { IsoDay } from '../../corpus/article.ts';
import { addDays, dayParts } from '../calendar.ts';
import type { DayRange } from '../day-range.ts';
import type { Bound, Expression, FoundExpression, Span } from '../grammar/expression.ts';
import type { Token } from '../grammar/tokens.ts';
import type { ClosedRange } from '../periods.ts';
import type { ArticleClock } from './article-clock.ts';
import { chooseYear } from './choose-year.ts';
import { type NarratedTime, narratedTime } from './narrated-time.ts';
import { type Resolved, resolveSpan } from './resolve-span.ts';

/** 'In 2021, …': a year so near to the sentence's beginning sets the scene for the dates after it. */
const TOKENS_TO_SCENE = 3;

/** Days with an open side, as an article means them: what has been 'since' May lasts until publication at least. */
function bounded(bound: Bound, range: ClosedRange, published: IsoDay | null): DayRange {
  switch (bound) {
    case 'since':
      return { from: range.from, to: published !== null && published >= range.from ? published : null };
    case 'from':
      // 'our report from 23 November' is of that day; 'open from 1 June', said before, is an opening.
      return published !== null && range.from > published ? { from: range.from, to: null } : range;
    case 'after':
      return {
        from: addDays(range.to, 1),
        to: published !== null && published > range.to ? published : null,
      };
    case 'until':
    case 'by':
      return { from: published !== null && published <= range.to ? published : null, to: range.to };
    case 'before': {
      const to = addDays(range.from, -1);
      return { from: published !== null && published <= to ? published : null, to };
    }
  }
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
    default:
      return false;
  }
}

/** A year alone sets the scene only at the beginning of its sentence; a month or day with its year always does. */
function setsScene(span: Span, firstToken: number): boolean {
  if (!hasOwnYear(span)) return false;
  const yearOnly =
    span.type === 'days' && span.range.from.endsWith('-01-01') && span.range.to.endsWith('-12-31');
  return !yearOnly || firstToken < TOKENS_TO_SCENE;
}

function namesWeekday(span: Span): boolean {
  return (
    span.type === 'weekday' || (span.type === 'yearly' && span.of.unit === 'day' && span.of.weekday !== null)
  );
}

/** 'Until', 'by' and 'before' look ahead, unless the nearest verb is clearly past. */
function timeOf(expression: Expression, tokens: readonly Token[], found: FoundExpression): NarratedTime {
  if (expression.type === 'bound' && expression.bound === 'since') return 'past';
  const time = narratedTime(tokens, found.firstToken, found.nextToken);
  const ahead = expression.type === 'bound' && ['until', 'by', 'before', 'from'].includes(expression.bound);
  return ahead && time === 'unknown' ? 'future' : time;
}

/** A year from the text itself, for a date told of in the past or in an article of unknown day. */
function yearFromText(
  yearly: Extract<Resolved, { kind: 'yearly' }>,
  clock: ArticleClock,
  sentence: number,
): ClosedRange | null {
  const source = clock.yearSource;
  if (source === null || sentence - source.sentence > 1) return null;
  if (clock.today !== null && clock.time !== 'past') return null;
  const { year } = dayParts(source.range.from);
  const inYear = yearly.at(year);
  if (inYear !== null && inYear.to >= source.range.from) return inYear;
  // 'On 12 December 2018 …. In January …' goes on in the next year; a month before it is a look back.
  return clock.time === 'past' || clock.today === null
    ? chooseYear(yearly, source.range.from, 'unknown')
    : null;
}

function closed(resolved: Resolved, clock: ArticleClock, sentence: number): ClosedRange | null {
  if (resolved.kind === 'fixed') return resolved.range;
  const fromText = yearFromText(resolved, clock, sentence);
  if (fromText !== null) return fromText;
  return clock.today === null ? null : chooseYear(resolved, clock.today, clock.time);
}

/** The days that an expression in an article means; null if they cannot be told. Takes note of them in the clock. */
export function resolveExpression(
  found: FoundExpression,
  tokens: readonly Token[],
  clock: ArticleClock,
  sentence: number,
): DayRange | null {
  const { expression } = found;
  clock.time = timeOf(expression, tokens, found);
  const resolved = resolveSpan(expression.span, clock);
  const range = resolved === null ? null : closed(resolved, clock, sentence);
  if (range === null) return null;
  if (setsScene(expression.span, found.firstToken)) clock.yearSource = { range, sentence };
  if (expression.type === 'bound') return bounded(expression.bound, range, clock.today);
  clock.remember(range, namesWeekday(expression.span));
  return range;
}
