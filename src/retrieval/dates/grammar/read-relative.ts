import type { Direction, ShiftUnit, Span } from './expression.ts';
import { describesNoun, yearly } from './read-calendar.ts';
import type { Read, Reader } from './reader.ts';
import {
  FEAST_WORDS,
  FUNCTION_WORDS,
  MONTHS,
  NUMBER_WORDS,
  ORDINAL_WORDS,
  SEASONS,
  UNITS,
  WEEKDAYS,
} from './vocabulary.ts';

/** Relative expressions: 'yesterday', 'last week', 'two days later', 'the following autumn', 'last Tuesday'. */

const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['tonight', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);

const TIMES_OF_DAY = new Set(['day', 'morning', 'afternoon', 'evening', 'night']);

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['last', 'last'],
  ['past', 'last'],
  ['this', 'this'],
  ['current', 'this'],
  ['next', 'next'],
  ['coming', 'next'],
  ['upcoming', 'next'],
  ['previous', 'previous'],
  ['preceding', 'previous'],
  ['following', 'following'],
  ['same', 'same'],
  ['that', 'same'],
]);

const STEPS: Record<Direction, { readonly by: number; readonly base: 'now' | 'anchor' }> = {
  last: { by: -1, base: 'now' },
  this: { by: 0, base: 'now' },
  next: { by: 1, base: 'now' },
  'after-next': { by: 2, base: 'now' },
  previous: { by: -1, base: 'anchor' },
  following: { by: 1, base: 'anchor' },
  same: { by: 0, base: 'anchor' },
};

/** Longest counts that are read: 'four hundred days ago' is a date, 'nine thousand days ago' a figure of speech. */
const MOST_UNITS = 400;

const WINDOW_OPENERS = new Set(['the', 'in', 'over', 'during', 'within', 'for', 'these', 'those', 'of']);

function shift(unit: ShiftUnit, by: number, base: 'now' | 'anchor'): Span {
  return { type: 'shift', unit, by, base };
}

function readCount(reader: Reader, index: number): number | null {
  const token = reader.at(index);
  if (token?.kind === 'number' && !token.ordinal)
    return token.value >= 1 && token.value <= MOST_UNITS ? token.value : null;
  return NUMBER_WORDS.get(reader.word(index)) ?? null;
}

/** 'yesterday', 'the day before yesterday', 'today', 'tomorrow', 'this morning', 'last night'. */
export function readDayWord(reader: Reader, index: number): Read<Span> | null {
  const word = reader.word(index);
  const by = DAY_WORDS.get(word);
  if (by !== undefined) return { value: shift('day', by, 'now'), next: index + 1 };
  const time = TIMES_OF_DAY.has(reader.word(index + 1)) && reader.word(index + 1) !== 'day';
  if (word === 'this' && time && reader.word(index + 1) !== 'night')
    return { value: shift('day', 0, 'now'), next: index + 2 };
  if (word === 'last' && reader.word(index + 1) === 'night')
    return { value: shift('day', -1, 'now'), next: index + 2 };
  const at = reader.afterThe(index);
  if (reader.word(at) !== 'day') return null;
  const phrase = `${reader.word(at + 1)} ${reader.word(at + 2)}`;
  if (phrase === 'before yesterday') return { value: shift('day', -2, 'now'), next: at + 3 };
  if (phrase === 'after tomorrow') return { value: shift('day', 2, 'now'), next: at + 3 };
  return null;
}

/** 'two days later', 'a year ago', 'three weeks earlier', 'in two years' time', 'the year before', 'the day after'. */
export function readDistance(reader: Reader, index: number): Read<Span> | null {
  const definite = reader.word(index) === 'the';
  const count = definite ? 1 : readCount(reader, index);
  const unit = UNITS.get(reader.word(index + 1));
  if (count === null || unit === undefined) return null;
  const apostrophe = ["'", '’'].includes(reader.at(index + 2)?.text ?? '') ? 1 : 0;
  const at = index + 2 + apostrophe + (apostrophe === 1 && reader.word(index + 3) === 's' ? 1 : 0);
  const word = reader.word(at);
  if (!definite && word === 'ago') return { value: shift(unit, -count, 'now'), next: at + 1 };
  if (!definite && word === 'time' && apostrophe === 1 && reader.word(index - 1) === 'in')
    return { value: shift(unit, count, 'now'), next: at + 1 };
  if (reader.word(at + 1) === 'than' || reader.word(index - 1) === 'least') return null;
  if (!definite && (word === 'later' || word === 'afterwards'))
    return { value: shift(unit, count, 'anchor'), next: at + 1 };
  if (!definite && word === 'earlier') return { value: shift(unit, -count, 'anchor'), next: at + 1 };
  return readBeforeOrAfter(reader, at, unit, count);
}

/** 'the year before', 'the year before last', 'a week after next', where nothing follows that it could be before. */
function readBeforeOrAfter(reader: Reader, at: number, unit: ShiftUnit, count: number): Read<Span> | null {
  const word = reader.word(at);
  if (word !== 'before' && word !== 'after') return null;
  const sign = word === 'before' ? -1 : 1;
  if (reader.word(at + 1) === (sign < 0 ? 'last' : 'next') && reader.closes(at + 2))
    return { value: shift(unit, 2 * sign, 'now'), next: at + 2 };
  if (!reader.closes(at + 1)) return null;
  return { value: shift(unit, sign * count, 'anchor'), next: at + 1 };
}

/** 'the last two years', 'the next three months'; not 'the last two years of the programme'. */
function readWindow(reader: Reader, index: number, direction: Direction): Read<Span> | null {
  const count = readCount(reader, index + 1);
  const unit = UNITS.get(reader.word(index + 2));
  if (count === null || unit === undefined || reader.word(index + 3) === 'of') return null;
  if (['a', 'an'].includes(reader.word(index + 1))) return null;
  // 'will last 22 months', 'visits last two days' are verbs.
  if (reader.word(index) === 'last' && index > 0 && !WINDOW_OPENERS.has(reader.word(index - 1))) return null;
  // 'the last two days' are those of a visit, as a rule.
  if (unit === 'day' && reader.word(index) !== 'past') return null;
  if (direction === 'last' || direction === 'previous')
    return { value: { type: 'window', unit, count: -count }, next: index + 3 };
  if (direction === 'next') return { value: { type: 'window', unit, count }, next: index + 3 };
  return null;
}

function readDirected(reader: Reader, index: number, direction: Direction): Read<Span> | null {
  const word = reader.word(index);
  const unit = UNITS.get(word);
  if (unit !== undefined && !/s$/.test(word)) return readDirectedUnit(reader, index, direction, unit);
  const month = MONTHS.get(word);
  if (month !== undefined && reader.named(index) && isNamedMonth(reader, index, direction))
    return { value: yearly({ unit: 'month', month }, null, direction), next: index + 1 };
  const season = SEASONS.get(word);
  if (season !== undefined && !describesNoun(reader, index))
    return { value: yearly({ unit: 'season', season, years: 1 }, null, direction), next: index + 1 };
  if (word === 'christmas' || word === 'easter')
    return { value: yearly({ unit: 'holiday', holiday: word }, null, direction), next: index + 1 };
  return null;
}

/** 'this may be', 'that march' in a chat are verbs. */
function isNamedMonth(reader: Reader, index: number, direction: Direction): boolean {
  if (reader.style === 'prose' || !['may', 'march'].includes(reader.word(index))) return true;
  if (direction === 'same') return false;
  return direction !== 'this' || reader.closes(index + 1);
}

function readDirectedUnit(
  reader: Reader,
  index: number,
  direction: Direction,
  unit: ShiftUnit,
): Read<Span> | null {
  const { by, base } = STEPS[direction];
  // 'the last week of May', 'the last day' and 'this day' belong to an event or month.
  if (unit === 'day') {
    if (direction === 'next' || base === 'anchor')
      return { value: shift('day', by, 'anchor'), next: index + 1 };
    return null;
  }
  if (reader.word(index + 1) === 'of') return null;
  return { value: shift(unit, by, base), next: index + 1 };
}

/** 'last week', 'this year', 'the following day', 'next October', 'the winter after next', 'last Tuesday'. */
export function readDirection(reader: Reader, index: number): Read<Span> | null {
  const start = reader.afterThe(index);
  const doubled =
    ['this', 'that'].includes(reader.word(start)) &&
    ['coming', 'past', 'same'].includes(reader.word(start + 1));
  const at = doubled ? start + 1 : start;
  const direction = DIRECTIONS.get(reader.word(at));
  if (direction === undefined) return readAfterNext(reader, start);
  if (direction === 'same' || direction === 'following' || direction === 'previous' || direction === 'next') {
    const word = reader.word(at + 1);
    if (TIMES_OF_DAY.has(word)) return readDirectedUnit(reader, at + 1, direction, 'day');
  }
  const weekday = readDirectedWeekday(reader, at + 1, direction);
  return weekday ?? readWindow(reader, at, direction) ?? readDirected(reader, at + 1, direction);
}

/** 'the winter after next', 'the autumn before last'. */
function readAfterNext(reader: Reader, index: number): Read<Span> | null {
  const season = SEASONS.get(reader.word(index));
  if (season === undefined || reader.word(index + 1) !== 'after' || reader.word(index + 2) !== 'next')
    return null;
  return { value: yearly({ unit: 'season', season, years: 1 }, null, 'after-next'), next: index + 3 };
}

function readDirectedWeekday(reader: Reader, index: number, direction: Direction): Read<Span> | null {
  const weekday = WEEKDAYS.get(reader.word(index));
  if (weekday === undefined || !reader.named(index)) return null;
  // 'the last Tuesday of the month' is another.
  if (
    reader.word(index + 1) === 'of' ||
    (reader.word(index + 1) === 'in' && MONTHS.has(reader.word(index + 2)))
  )
    return null;
  const plain = direction === 'last' || direction === 'this' || direction === 'next' ? direction : null;
  return {
    value: { type: 'weekday', weekday, direction: plain, week: null, definite: plain === null },
    next: index + 1,
  };
}

const WEEKS: ReadonlyMap<string, number> = new Map([
  ['last', -1],
  ['this', 0],
  ['next', 1],
]);

/** 'of last week' behind a weekday. */
function readWeekOfWeekday(reader: Reader, index: number): Read<number> | null {
  const at = reader.word(index) === 'of' || reader.word(index) === 'in' ? index + 1 : index;
  const week = WEEKS.get(reader.word(at));
  return week !== undefined && reader.word(at + 1) === 'week' ? { value: week, next: at + 2 } : null;
}

/**
 * A weekday by itself: 'on Wednesday', 'Tuesday of last week'. Not 'Good Friday', 'the first Tuesday', and never in a
 * chat, where it would mean the Tuesday of some story.
 */
export function readWeekday(reader: Reader, index: number): Read<Span> | null {
  const weekday = WEEKDAYS.get(reader.word(index));
  if (weekday === undefined || !reader.named(index)) return null;
  const before = reader.word(index - 1);
  if (FEAST_WORDS.has(before) || ORDINAL_WORDS.has(before) || reader.at(index - 1)?.ordinal === true)
    return null;
  const week = readWeekOfWeekday(reader, index + 1);
  if (week === null && reader.style === 'chat') return null;
  if (week === null && isDescription(reader, index)) return null;
  return {
    value: {
      type: 'weekday',
      weekday,
      direction: null,
      week: week?.value ?? null,
      definite: before === 'the',
    },
    next: week?.next ?? index + 1,
  };
}

const WORDS_BEHIND_WEEKDAY = new Set([
  'morning',
  'afternoon',
  'evening',
  'night',
  'noon',
  'lunchtime',
  'last',
]);
const WORDS_BEFORE_DESCRIPTION = new Set('their his her my our your its a an any no one'.split(' '));

/** 'their Sunday clothes', 'a windy Thursday', 'the Tuesday bus', 'the Sunday Times', 'the Monday after Carnival'. */
function isDescription(reader: Reader, index: number): boolean {
  const before = reader.word(index - 1);
  const next = reader.at(index + 1);
  if (WORDS_BEFORE_DESCRIPTION.has(before)) return true;
  if (['a', 'an'].includes(reader.word(index - 2)) && /^\p{Ll}/u.test(before)) return true;
  if (['after', 'before'].includes(reader.word(index + 1))) return true;
  if (before !== 'the' || next?.kind !== 'word' || next.broken) return false;
  return !FUNCTION_WORDS.has(next.lower) && !WORDS_BEHIND_WEEKDAY.has(next.lower);
}
