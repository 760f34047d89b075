import { isDay, toIsoDay } from '../calendar.ts';
import type { Season } from '../periods.ts';
import type { Direction, Span, Yearly, YearReference } from './expression.ts';
import { FOREIGN_MONTHS, RANGE_WORDS } from './foreign-months.ts';
import { readSecondYear, readYearReference } from './read-year.ts';
import type { Read, Reader } from './reader.ts';
import {
  AMBIGUOUS_MONTHS,
  FUNCTION_WORDS,
  MONTHS,
  SEASONAL_NOUNS,
  SEASONS,
  SHORT_MONTHS,
  SHORT_WEEKDAYS,
  TIME_PREPOSITIONS,
  WEEKDAYS,
} from './vocabulary.ts';

/** A month's name as read; `weak` names (abbreviations, other languages) need a day or year beside them. */
interface MonthName {
  readonly month: number;
  readonly weak: boolean;
}

/** Any leap year, to ask whether a day exists in some year. */
const LEAP_YEAR = 2000;

export function yearly(of: Yearly, year: YearReference | null, direction: Direction | null = null): Span {
  return { type: 'yearly', of, year, direction };
}

function readMonthName(reader: Reader, index: number): Read<MonthName> | null {
  const word = reader.word(index);
  const full = MONTHS.get(word);
  if (full !== undefined)
    return reader.named(index) ? { value: { month: full, weak: false }, next: index + 1 } : null;
  const short = SHORT_MONTHS.get(word);
  if (short !== undefined && reader.named(index))
    return {
      value: { month: short, weak: true },
      next: reader.joined(index + 1, '.') ? index + 2 : index + 1,
    };
  const foreign = FOREIGN_MONTHS.get(word);
  return foreign === undefined ? null : { value: { month: foreign, weak: true }, next: index + 1 };
}

/** A day of the month: '9', '3rd', 'the 3rd', '14.' before a month or another day. */
export function readDayNumber(reader: Reader, index: number): Read<number> | null {
  const at = reader.afterThe(index);
  const token = reader.at(at);
  if (token?.kind !== 'number' || token.value < 1 || token.value > 31 || token.broken) return null;
  const before = reader.at(at - 1);
  if (before !== undefined && !token.spaced && /[\p{L}\d€$£#/.,:_@]/u.test(before.text)) return null;
  return { value: token.value, next: reader.joined(at + 1, '.') ? at + 2 : at + 1 };
}

/** A weekday before a date, with its comma: 'Monday, ', 'Fri. '. */
export function readLeadingWeekday(reader: Reader, index: number): Read<number> | null {
  const weekday = WEEKDAYS.get(reader.word(index)) ?? SHORT_WEEKDAYS.get(reader.word(index));
  if (weekday === undefined || !reader.named(index)) return null;
  const dot = reader.joined(index + 1, '.') ? 1 : 0;
  const comma = reader.joined(index + 1 + dot, ',') ? 1 : 0;
  return { value: weekday, next: index + 1 + dot + comma };
}

function dayOfMonth(month: number, day: number, weekday: number | null): Yearly | null {
  return isDay(LEAP_YEAR, month, day) ? { unit: 'day', month, day, weekday } : null;
}

/** The month behind a day: 'May', 'of May', 'de mayo'. */
export function readMonthOfDay(reader: Reader, index: number): Read<number> | null {
  const of = ['of', 'de', 'di', 'd'].includes(reader.word(index)) ? 1 : 0;
  const apostrophe = of === 1 && ["'", '’'].includes(reader.at(index + 1)?.text ?? '') ? 1 : 0;
  const name = readMonthName(reader, index + of + apostrophe);
  if (name === null || reader.at(index)?.broken === true) return null;
  // '12 may join' in a chat: a verb follows.
  if (reader.style === 'chat' && of === 0 && reader.word(index) === 'may' && reader.countable(name.next))
    return null;
  return { value: name.value.month, next: name.next };
}

/** A month before its day: 'September 17', 'Oct. 22', 'May 3rd'. */
export function readMonthBeforeDay(reader: Reader, index: number): Read<number> | null {
  const name = readMonthName(reader, index);
  if (name === null || (MONTHS.get(reader.word(index)) ?? SHORT_MONTHS.get(reader.word(index))) === undefined)
    return null;
  return { value: name.value.month, next: name.next };
}

/** Whether the number at `index` behind a month is no day but a count: 'In June 12 planners', 'may 12 people apply'. */
function countsAfterMonth(reader: Reader, monthAt: number, numberAt: number): boolean {
  if (reader.at(numberAt)?.ordinal === true) return false;
  if (reader.measures(numberAt + 1) || reader.joined(numberAt + 1, ':')) return true;
  if (!reader.countable(numberAt + 1)) return false;
  return reader.word(monthAt - 1) === 'in' || reader.style === 'chat';
}

/** 'Monday, 17 June', '3rd of May 2022', 'September 17, 2023', 'Oct. 22'. */
export function readDay(reader: Reader, index: number): Read<Span> | null {
  const lead = readLeadingWeekday(reader, reader.afterThe(index));
  const at = lead?.next ?? index;
  const weekday = lead?.value ?? null;
  const day = readDayNumber(reader, at);
  const behind = day === null ? null : readMonthOfDay(reader, day.next);
  if (day !== null && behind !== null)
    return finishDay(reader, behind.next, dayOfMonth(behind.value, day.value, weekday));
  const month = readMonthBeforeDay(reader, at);
  const number = month === null ? null : readDayNumber(reader, month.next);
  if (month === null || number === null || countsAfterMonth(reader, at, month.next)) return null;
  const next = reader.joined(number.next - 1, '.') ? number.next - 1 : number.next;
  return finishDay(reader, next, dayOfMonth(month.value, number.value, weekday));
}

function finishDay(reader: Reader, next: number, of: Yearly | null): Read<Span> | null {
  if (of === null) return null;
  const year = readYearReference(reader, next);
  return { value: yearly(of, year?.value ?? null), next: year?.next ?? next };
}

const LIST_WORDS = new Set(['and', 'or', 'to', 'until', 'through', 'till']);

/** 'Next issue: March.', '| May |', and a line that begins with 'March:'. */
function standsAlone(reader: Reader, index: number): boolean {
  const before = reader.at(index - 1);
  if (before === undefined) return reader.at(index + 1)?.text === ':';
  return [':', '|', '('].includes(before.text) && reader.closes(index + 1);
}

/** 'april to june' */
function opensRange(reader: Reader, index: number): boolean {
  const between = RANGE_WORDS.has(reader.word(index + 1)) || reader.isDash(index + 1);
  return between && MONTHS.has(reader.word(index + 2)) && reader.named(index + 2);
}

/** A preposition, or a month before 'and' and the like, announces a month. */
function announced(reader: Reader, index: number): boolean {
  const before = reader.word(index - 1);
  if (TIME_PREPOSITIONS.has(before)) return true;
  if (standsAlone(reader, index) || opensRange(reader, index)) return true;
  const dash = reader.isDash(index - 1) || reader.at(index - 1)?.text === '/';
  if (!dash && !LIST_WORDS.has(before)) return false;
  // 'Theresa May and August Macke'
  if (reader.at(index + 1)?.kind === 'word' && reader.capital(index + 1)) return false;
  const other = reader.at(index - 2);
  const word = reader.word(index - 2);
  return MONTHS.has(word) || SHORT_MONTHS.has(word) || other?.kind === 'number' || (dash && word === 'mid');
}

/** 'the April meeting', 'which June'; in a chat 'the may …' and 'the march …' are too often no month. */
function describes(reader: Reader, index: number): boolean {
  const before = reader.word(index - 1);
  if (!['the', 'which', 'our', 'its', 'their', 'his', 'her'].includes(before)) return false;
  if (reader.style === 'chat' && ['may', 'march'].includes(reader.word(index))) return false;
  return /^\p{Ll}/u.test(reader.at(index + 1)?.text ?? '');
}

/** A month, with its year or without: 'October', 'May 2022', 'March of last year', 'in Oct.'. */
export function readMonth(reader: Reader, index: number): Read<Span> | null {
  const name = readMonthName(reader, index);
  if (name === null) return null;
  const word = reader.word(index);
  const year = readYearReference(reader, name.next);
  const read = {
    value: yearly({ unit: 'month', month: name.value.month }, year?.value ?? null),
    next: year?.next ?? name.next,
  };
  if (year !== null) {
    // 'Mars 2020' is a mission, 'mars 2020' a French month; English and German write months with capitals.
    const foreign = FOREIGN_MONTHS.has(word) && !MONTHS.has(word);
    return foreign && reader.capital(index) && !/[ärbz]$|i$/u.test(word) ? null : read;
  }
  if (name.value.weak) {
    if (!SHORT_MONTHS.has(word)) return null;
    const dotted = name.next === index + 2;
    return announced(reader, index) && (dotted || (reader.style === 'chat' && word !== 'mar')) ? read : null;
  }
  if (!AMBIGUOUS_MONTHS.has(word)) return read;
  return announced(reader, index) || describes(reader, index) ? read : null;
}

/** Whether a season at `index` is only part of a name or describes a noun: 'Winter Bench', 'summer school'. */
export function describesNoun(reader: Reader, index: number): boolean {
  const next = reader.at(index + 1);
  if (next === undefined || next.broken) return false;
  if (reader.isDash(index + 1) && !next.spaced) return true;
  if (next.kind !== 'word') return false;
  return SEASONAL_NOUNS.has(next.lower) || (reader.capital(index) && reader.capital(index + 1));
}

const SEASON_PREPOSITIONS = new Set(
  'in since until till before after by during for between over throughout early late mid of and or to from'.split(
    ' ',
  ),
);
/** These verbs and nouns are seasons only where a preposition or determiner says so. */
const LOOSE_SEASONS = new Set(['fall', 'spring']);

/** 'in spring', 'the summer of 2019', 'winter 2023–24', 'autumn of next year'. */
export function readSeason(reader: Reader, index: number): Read<Span> | null {
  const at = reader.afterThe(index);
  const word = reader.word(at);
  const season = SEASONS.get(word);
  if (season === undefined) return null;
  const year = readYearReference(reader, at + 1);
  if (year !== null) return readSeasonOfYear(reader, season, year);
  if (describesNoun(reader, at) || ['s', 'es'].includes(reader.word(at + 1))) return null;
  const preposition = reader.word(at - 1) === 'the' ? reader.word(at - 2) : reader.word(at - 1);
  if (!SEASON_PREPOSITIONS.has(preposition)) return null;
  if (describesPlainNoun(reader, at, preposition)) return null;
  if (LOOSE_SEASONS.has(word) && !isSeasonWord(reader, at, word, preposition)) return null;
  return { value: yearly({ unit: 'season', season, years: 1 }, null), next: at + 1 };
}

const SEASON_COMPANIONS = new Set(['break', 'holidays', 'holiday', 'vacation', 'recess', 'season', 'months']);

/** 'the winter overhaul', 'of summer field schools'; but 'in autumn engineers came', 'before the summer break'. */
function describesPlainNoun(reader: Reader, index: number, preposition: string): boolean {
  if (SEASON_COMPANIONS.has(reader.word(index + 1)) || !reader.plainWord(index + 1)) return false;
  return reader.word(index - 1) === 'the' || preposition !== 'in';
}

/** 'to fall', 'fall in', 'of spring' are none. */
function isSeasonWord(reader: Reader, index: number, word: string, preposition: string): boolean {
  const determined = reader.word(index - 1) === 'the';
  if (word === 'fall' && reader.word(index + 1) === 'of') return false;
  if (word === 'fall')
    return determined && ['in', 'until', 'before', 'by', 'since', 'during'].includes(preposition);
  return determined || !['to', 'of', 'for', 'from', 'and', 'or', 'over'].includes(preposition);
}

function readSeasonOfYear(reader: Reader, season: Season, year: Read<YearReference>): Read<Span> {
  const known = year.value.kind === 'known' ? year.value.year : null;
  const second = known === null ? null : readSecondYear(reader, year.next, known);
  if (season === 'winter' && known !== null && second?.value === known + 1) {
    const of: Yearly = { unit: 'season', season, years: 2 };
    return { value: yearly(of, { kind: 'known', year: second.value }), next: second.next };
  }
  return { value: yearly({ unit: 'season', season, years: 1 }, year.value), next: year.next };
}

const HOLIDAY_PREPOSITIONS = new Set(
  'before by since until till after at over around last this next'.split(' '),
);

/** 'before Christmas', 'by Easter', 'Easter 2022'; not 'the Christmas market' or 'Easter Island'. */
export function readHoliday(reader: Reader, index: number): Read<Span> | null {
  const word = reader.word(index);
  if (word !== 'christmas' && word !== 'easter') return null;
  const of: Yearly = { unit: 'holiday', holiday: word };
  const year = readYearReference(reader, index + 1);
  if (year !== null) return { value: yearly(of, year.value), next: year.next };
  const follows = reader.word(index + 1);
  if (!HOLIDAY_PREPOSITIONS.has(reader.word(index - 1))) return null;
  if (!reader.closes(index + 1) && !FUNCTION_WORDS.has(follows) && !['break', 'holidays'].includes(follows))
    return null;
  return { value: yearly(of, null), next: index + 1 };
}

/** '2023-10-22', '2023/10/22', '22.10.2023', '22/10/2023': the day first, unless it cannot be one. */
export function readNumericDate(reader: Reader, index: number): Read<Span> | null {
  const token = reader.at(index);
  if (token?.kind !== 'date') return null;
  const before = reader.at(index - 1);
  const glued = before !== undefined && !token.spaced && before.kind !== 'date';
  if (glued && !(reader.isDash(index - 1) && reader.at(index - 2)?.kind === 'date')) {
    if (/[/\p{L}\d_=.-]/u.test(before.text)) return null;
  }
  const numbers = token.text.split(/[./-]\s?/).map(Number);
  const [first = 0, second = 0, third = 0] = numbers;
  const iso = /^\d{4}/.test(token.text);
  const [year, month, day] = iso ? [first, second, third] : [third, second, first];
  const swapped = !iso && !isDay(year, month, day);
  if (!isDay(year, swapped ? day : month, swapped ? month : day)) return null;
  const on = swapped ? toIsoDay(year, day, month) : toIsoDay(year, month, day);
  return { value: { type: 'days', range: { from: on, to: on } }, next: index + 1 };
}
