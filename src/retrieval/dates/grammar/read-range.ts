import { dayParts } from '../calendar.ts';
import type { Span, Yearly } from './expression.ts';
import { RANGE_OPENERS, RANGE_WORDS } from './foreign-months.ts';
import {
  readDayNumber,
  readLeadingWeekday,
  readMonthBeforeDay,
  readMonthOfDay,
  readNumericDate,
  yearly,
} from './read-calendar.ts';
import { readSpan } from './read-span.ts';
import { readYearReference } from './read-year.ts';
import type { Read, Reader } from './reader.ts';

/** Two ends with something between: 'from 17 to 22 September', 'Sept. 30 - Oct. 3', 'between May and July 2023'. */

/** The index behind 'to', '–', or 'and' where one may stand between the two ends. */
function readSeparator(reader: Reader, index: number, and: boolean): number | null {
  const token = reader.at(index);
  if (token === undefined || token.broken) return null;
  if (RANGE_WORDS.has(reader.word(index)) || reader.isDash(index)) return index + 1;
  return and && reader.word(index) === 'and' ? index + 1 : null;
}

function day(month: number, dayOfMonth: number, weekday: number | null): Yearly {
  return { unit: 'day', month, day: dayOfMonth, weekday };
}

/** 'Tuesday 18' — a day of a month that is named later. */
function readBareDay(reader: Reader, index: number): Read<{ day: number; weekday: number | null }> | null {
  const lead = readLeadingWeekday(reader, index);
  const number = readDayNumber(reader, lead?.next ?? index);
  return number === null
    ? null
    : { value: { day: number.value, weekday: lead?.value ?? null }, next: number.next };
}

/** '17 to 22 September 2023', 'Tuesday 18 to Thursday 20 April', '17.–22. September', '12 and 13 August'. */
function readDaysBeforeMonth(reader: Reader, index: number): Read<Span> | null {
  const first = readBareDay(reader, index);
  if (first === null) return null;
  const between = readSeparator(reader, first.next, true);
  if (between === null) return null;
  if (reader.at(between)?.kind === 'date') return readShortDate(reader, first.value.day, between);
  const second = readBareDay(reader, between);
  if (second === null || second.value.day <= first.value.day) return null;
  // '14 and 15 November' are days that follow each other; '3 and 9 May' are two dates.
  const and = reader.word(between - 1) === 'and' && reader.word(index - 1) !== 'between';
  if (and && second.value.day !== first.value.day + 1) return null;
  const month = readMonthOfDay(reader, second.next);
  if (month === null) return null;
  const year = readYearReference(reader, month.next);
  return {
    value: {
      type: 'range',
      from: yearly(day(month.value, first.value.day, first.value.weekday), year?.value ?? null),
      to: yearly(day(month.value, second.value.day, second.value.weekday), year?.value ?? null),
    },
    next: year?.next ?? month.next,
  };
}

/** '17.–22.09.2023': the numeric date behind the dash gives month and year. */
function readShortDate(reader: Reader, first: number, index: number): Read<Span> | null {
  const second = readNumericDate(reader, index);
  if (second?.value.type !== 'days') return null;
  const { year, month } = dayParts(second.value.range.to);
  const from = yearly(day(month, first, null), { kind: 'known', year });
  return { value: { type: 'range', from, to: second.value }, next: second.next };
}

/** 'September 17 to 22, 2023', 'Oct. 9-14'. */
function readDaysAfterMonth(reader: Reader, index: number): Read<Span> | null {
  const month = readMonthBeforeDay(reader, index);
  const first = month === null ? null : readDayNumber(reader, month.next);
  const between = first === null ? null : readSeparator(reader, first.next, true);
  if (month === null || first === null || between === null) return null;
  const second = readDayNumber(reader, between);
  if (second === null || second.value <= first.value || readMonthOfDay(reader, second.next) !== null)
    return null;
  if (reader.joined(second.next, ':') || reader.measures(second.next)) return null;
  const and = reader.word(between - 1) === 'and' && reader.word(index - 1) !== 'between';
  if (and && second.value !== first.value + 1) return null;
  const next = reader.joined(second.next - 1, '.') ? second.next - 1 : second.next;
  const year = readYearReference(reader, next);
  return {
    value: {
      type: 'range',
      from: yearly(day(month.value, first.value, null), year?.value ?? null),
      to: yearly(day(month.value, second.value, null), year?.value ?? null),
    },
    next: year?.next ?? next,
  };
}

/** 'from Tuesday to Thursday of last week': the week said of the second holds for the first. */
function shareWeek(from: Span, to: Span): Span {
  return from.type === 'weekday' && to.type === 'weekday' && from.week === null
    ? { ...from, week: to.week }
    : from;
}

/** What may stand at either end of a range: days with days, weekdays with weekdays, months and longer with their like. */
function rank(span: Span): number {
  switch (span.type) {
    case 'yearly':
      return span.of.unit === 'day' || span.of.unit === 'holiday' ? 0 : 2;
    case 'days':
      return span.range.from === span.range.to ? 0 : 2;
    case 'weekday':
      return 1;
    case 'shift':
      return span.unit === 'day' ? 0 : 2;
    default:
      return 2;
  }
}

function readSpans(reader: Reader, index: number, and: boolean, opened: boolean): Read<Span> | null {
  const from = readSpan(reader, index);
  if (from === null || from.value.type === 'range') return null;
  const between = readSeparator(reader, from.next, and) ?? readMonthSlash(reader, from);
  if (between === null) return null;
  const to = readSpan(reader, between);
  if (to === null) return null;
  const ranks = [rank(from.value), rank(to.value)];
  // '14 March – May was cold': a spaced dash joins days only; 'Monday to Friday' without 'from' are opening hours.
  if (reader.isDash(between - 1) && reader.at(between - 1)?.spaced === true && ranks[0] !== ranks[1])
    return null;
  if (ranks.includes(1) && ranks[0] !== ranks[1]) return null;
  if (!opened && reader.word(between - 1) === 'do') return null;
  // 'prolonged last year to the end of 2025'
  if (!opened && from.value.type === 'shift' && reader.word(between - 1) === 'to') return null;
  return { value: { type: 'range', from: shareWeek(from.value, to.value), to: to.value }, next: to.next };
}

/** 'May/June 2022'. */
function readMonthSlash(reader: Reader, from: Read<Span>): number | null {
  const month = from.value.type === 'yearly' && from.value.of.unit === 'month';
  return month && reader.joined(from.next, '/') ? from.next + 1 : null;
}

/** 'from 17 to 22 September', '10–12 October': both days in one month, said once. */
export function readDaysOfMonth(reader: Reader, index: number): Read<Span> | null {
  return readDaysBeforeMonth(reader, index) ?? readDaysAfterMonth(reader, index);
}

/** A range at `index`, with or without its opening 'from' or 'between'. */
export function readRange(reader: Reader, index: number, moved: boolean): Read<Span> | null {
  const opened = RANGE_OPENERS.has(reader.word(index));
  const at = opened ? index + 1 : index;
  const and = reader.word(index) === 'between' || reader.word(index - 1) === 'between';
  const days = readDaysOfMonth(reader, at);
  // 'moved from 30 April to 12 June' names two dates and not the time between them.
  return days ?? (moved ? null : readSpans(reader, at, and, opened));
}

/** The month a yearly period begins with, as far as it orders two of them. */
function monthOf(of: Yearly): number {
  return 'month' in of ? of.month : 0;
}

/**
 * 'in May and June 2022', '28 June and 30 August 2022', 'moved from April to October 2020': the year said last holds
 * for both, or the year before it if the first is later in the year.
 */
export function readSharedYear(reader: Reader, first: Read<Span>): Span {
  const span = first.value;
  const last = span.type === 'range' ? span.to : span;
  if (last.type !== 'yearly' || last.year !== null || last.direction !== null) return span;
  const comma = reader.joined(first.next, ',');
  if (!comma && !['and', 'or', 'to', 'until'].includes(reader.word(first.next))) return span;
  const at = comma && reader.word(first.next + 1) === 'and' ? first.next + 2 : first.next + 1;
  const start = ['in', 'from'].includes(reader.word(at)) ? at + 1 : at;
  const second = (span.type === 'range' ? readRange(reader, start, false) : null) ?? readSpan(reader, start);
  const other = second?.value.type === 'range' ? second.value.from : second?.value;
  const closing = second?.value.type === 'range' ? second.value.to : other;
  const year = closing?.type === 'yearly' ? closing.year : null;
  if (other?.type !== 'yearly' || year?.kind !== 'known' || other.of.unit !== last.of.unit) return span;
  const earlier = monthOf(last.of) > monthOf(other.of) ? 1 : 0;
  const shared: Span = { ...last, year: { kind: 'known', year: year.year - earlier } };
  return span.type === 'range' ? { ...span, to: shared } : shared;
}
