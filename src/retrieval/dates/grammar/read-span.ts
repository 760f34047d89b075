import type { Part, SimplePart } from '../periods.ts';
import type { Span, Yearly } from './expression.ts';
import { readDay, readHoliday, readMonth, readNumericDate, readSeason, yearly } from './read-calendar.ts';
import { readDayWord, readDirection, readDistance, readWeekday } from './read-relative.ts';
import { readEra, readYearReference, readYears } from './read-year.ts';
import type { Read, Reader } from './reader.ts';
import { FUNCTION_WORDS, MONTHS, ORDINAL_WORDS, SHORT_MONTHS, WEEKDAYS } from './vocabulary.ts';

const ADJECTIVES: ReadonlyMap<string, SimplePart> = new Map([
  ['early', 'early'],
  ['mid', 'middle'],
  ['late', 'late'],
]);

const NOUNS: ReadonlyMap<string, SimplePart> = new Map([
  ['beginning', 'start'],
  ['start', 'start'],
  ['middle', 'middle'],
  ['end', 'end'],
  ['close', 'end'],
]);

/** Parts of parts of parts are not written; the limit keeps hostile text from a deep recursion. */
const DEEPEST_PART = 3;

function part(kind: SimplePart, of: Read<Span>): Read<Span> {
  return { value: { type: 'part', part: { kind }, of: of.value }, next: of.next };
}

function ordinal(reader: Reader, index: number): number | null {
  const token = reader.at(index);
  if (token?.kind === 'number' && token.ordinal) return token.value;
  return ORDINAL_WORDS.get(reader.word(index)) ?? null;
}

/** What a part is of: a span, or 'the year', 'the month', 'the week' of writing. */
function readWhole(reader: Reader, index: number, depth: number): Read<Span> | null {
  const at = reader.afterThe(index);
  const word = reader.word(at);
  if (at > index && (word === 'year' || word === 'month' || word === 'week')) {
    const following = reader.word(at + 1);
    if (following !== 'of' && !['before', 'after'].includes(following))
      // 'By the end of the week' is said of the week told of.
      return {
        value: { type: 'shift', unit: word, by: 0, base: word === 'week' ? 'anchor' : 'now' },
        next: at + 1,
      };
  }
  return readSpan(reader, index, depth + 1);
}

/** 'early August', 'mid-May', 'the end of the third quarter', 'beginning of 2022'. */
function readPart(reader: Reader, index: number, depth: number): Read<Span> | null {
  const adjective = ADJECTIVES.get(reader.word(index));
  if (adjective !== undefined) {
    const at = reader.isDash(index + 1) ? index + 2 : index + 1;
    const of =
      reader.word(at) === 'to' ? null : readSpan(reader, reader.word(at) === 'in' ? at + 1 : at, depth + 1);
    return of === null || isDay(of.value) ? null : part(adjective, of);
  }
  const at = reader.afterThe(index);
  const noun = NOUNS.get(reader.word(at));
  if (noun === undefined) return null;
  const of =
    reader.word(at + 1) === 'of' ? readWhole(reader, at + 2, depth) : readEndWithout(reader, at, depth);
  return of === null || isDay(of.value) ? null : part(noun, of);
}

/** 'end May 2023', 'end 2024': notes and chats leave 'of' out. */
function readEndWithout(reader: Reader, at: number, depth: number): Read<Span> | null {
  if (reader.word(at) !== 'end' && reader.word(at) !== 'beginning') return null;
  const month = MONTHS.has(reader.word(at + 1)) || SHORT_MONTHS.has(reader.word(at + 1));
  if (!month && reader.at(at + 1)?.kind !== 'number') return null;
  return readSpan(reader, at + 1, depth + 1);
}

function isDay(span: Span): boolean {
  return (
    (span.type === 'yearly' && span.of.unit === 'day') ||
    (span.type === 'shift' && span.unit === 'day') ||
    span.type === 'weekday'
  );
}

/** 'the first week of June', 'second half of 2022', 'the third quarter', 'first Tuesday of May', 'last days of June'. */
function readOrdinalPart(reader: Reader, index: number, depth: number): Read<Span> | null {
  const at = reader.afterThe(index);
  const nth = ordinal(reader, at);
  if (nth === null || nth === 0 || nth > 5) return null;
  const full = ['full', 'whole'].includes(reader.word(at + 1)) && reader.word(at + 2) === 'week';
  if (full) return readWeekPart(reader, at + 3, { kind: 'full-week', nth }, depth);
  const noun = reader.word(at + 1);
  if (noun === 'week') return readWeekPart(reader, at + 2, { kind: 'week', nth }, depth);
  if (noun === 'quarter') return nth > 4 ? null : readQuarter(reader, at, nth, at > index);
  const weekday = noun === 'weekend' ? 6 : WEEKDAYS.get(noun);
  const preposition = ['of', 'in'].includes(reader.word(at + 2));
  if (weekday !== undefined)
    return preposition ? readNthWeekday(reader, at + 3, nth, weekday, noun === 'weekend') : null;
  if (noun === 'half' && (nth === 1 || nth === 2)) {
    const of = preposition ? readWhole(reader, at + 3, depth) : readYears(reader, at + 2);
    return of === null || isDay(of.value) ? null : part(nth === 1 ? 'first-half' : 'second-half', of);
  }
  if (!preposition || (noun !== 'days' && noun !== 'weeks')) return null;
  const of = readWhole(reader, at + 3, depth);
  if (of === null || isDay(of.value) || (nth !== 1 && nth !== -1)) return null;
  return part(nth === 1 ? 'start' : 'end', of);
}

/** 'of June' behind 'the first week'. */
function readWeekPart(reader: Reader, index: number, of: Part, depth: number): Read<Span> | null {
  if (!['of', 'in'].includes(reader.word(index))) return null;
  const whole = readWhole(reader, index + 1, depth);
  if (whole === null || isDay(whole.value)) return null;
  return { value: { type: 'part', part: of, of: whole.value }, next: whole.next };
}

function readNthWeekday(
  reader: Reader,
  index: number,
  nth: number,
  weekday: number,
  weekend: boolean,
): Read<Span> | null {
  const month = readMonth(reader, index);
  if (month?.value.type !== 'yearly' || month.value.of.unit !== 'month') return null;
  const of: Yearly = {
    unit: 'nth-weekday',
    month: month.value.of.month,
    nth,
    weekday,
    days: weekend ? 2 : 1,
  };
  return { value: yearly(of, month.value.year), next: month.next };
}

/** 'the first quarter of next year', 'third quarter 2022', 'the third quarter' where no noun follows ('of the city'). */
function readQuarter(reader: Reader, at: number, nth: number, definite: boolean): Read<Span> | null {
  const of: Yearly = { unit: 'quarter', quarter: nth < 0 ? 4 : nth };
  const year = readYearReference(reader, at + 2);
  if (year !== null) return { value: yearly(of, year.value), next: year.next };
  const next = reader.word(at + 2);
  if (!definite || nth < 0 || next === 'of' || !(reader.closes(at + 2) || FUNCTION_WORDS.has(next)))
    return null;
  const before = reader.word(at - 2);
  const preposition = ['in', 'of', 'until', 'by', 'since', 'during', 'before', 'after'].includes(before);
  return preposition ? { value: yearly(of, null), next: at + 2 } : null;
}

/** 'Q1 2023', 'q3'. */
function readQuarterCode(reader: Reader, index: number): Read<Span> | null {
  const match = /^q([1-4])$/.exec(reader.word(index));
  if (match === null) return null;
  const of: Yearly = { unit: 'quarter', quarter: Number(match[1]) };
  const year = readYearReference(reader, index + 1);
  return { value: yearly(of, year?.value ?? null), next: year?.next ?? index + 1 };
}

/** 'later this year', 'earlier this month'. */
function readLater(reader: Reader, index: number): Read<Span> | null {
  const word = reader.word(index);
  if (word !== 'later' && word !== 'earlier') return null;
  const of = readDirection(reader, index + 1);
  return of?.value.type === 'shift' && of.value.by === 0 ? of : null;
}

/** Reads the longest period that begins at `index`, if one does. */
export function readSpan(reader: Reader, index: number, depth = 0): Read<Span> | null {
  if (depth > DEEPEST_PART || reader.at(index) === undefined) return null;
  return (
    readNumericDate(reader, index) ??
    readPart(reader, index, depth) ??
    readOrdinalPart(reader, index, depth) ??
    readDay(reader, index) ??
    readDayWord(reader, index) ??
    readDistance(reader, index) ??
    readDirection(reader, index) ??
    readLater(reader, index) ??
    readQuarterCode(reader, index) ??
    readSeason(reader, index) ??
    readMonth(reader, reader.afterThe(index)) ??
    readHoliday(reader, index) ??
    readWeekday(reader, reader.afterThe(index)) ??
    readYears(reader, reader.afterThe(index)) ??
    readEra(reader, reader.afterThe(index))
  );
}
