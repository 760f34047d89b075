import { yearRange } from '../periods.ts';
import type { Span, YearReference } from './expression.ts';
import type { Read, Reader } from './reader.ts';
import { CENTURY_WORDS, NAMES_WITH_YEAR } from './vocabulary.ts';

/** Years of four digits that are read as such where a preposition says so ('in 1804'). */
const OLDEST_YEAR = 1000;
const NEWEST_YEAR = 2199;
/** Years that are read as such behind a determiner ('the 1804 caftan') or a loose preposition ('for 1804'). */
const OLDEST_DETERMINED_YEAR = 1500;
/** Years that are read as such without any preposition ('the 2019 forum'). */
const OLDEST_BARE_YEAR = 1900;
const NEWEST_BARE_YEAR = 2099;
/** '23' after an apostrophe. */
const CENTURY_OF_SHORT_YEARS = 2000;

const STRICT_PREPOSITIONS = new Set([
  'in',
  'since',
  'during',
  'until',
  'till',
  'year',
  'early',
  'late',
  'mid',
]);
const LOOSE_PREPOSITIONS = new Set(
  'of from to by before after between and around circa about for through throughout summer spring autumn winter fall'.split(
    ' ',
  ),
);
const DETERMINERS = new Set(['the', 'a', 'an', 'its', 'their', 'our', 'last', 'this']);
const MARKS_BEFORE_NO_YEAR = new Set(['€', '$', '£', '₹', '¥', '#', '+', '.', '=', '§', '_', '@', '&']);
const WORDS_BEFORE_NO_YEAR = new Set(
  'no nr number page pages p room eur euro euros usd chf gbp tel phone fax box flat approximately nearly almost over'.split(
    ' ',
  ),
);

function fourDigits(reader: Reader, index: number): number | null {
  const token = reader.at(index);
  if (token?.kind !== 'number' || token.ordinal || token.text.length !== 4 || token.broken) return null;
  return token.value >= OLDEST_YEAR && token.value <= NEWEST_YEAR ? token.value : null;
}

/** A year behind a day, month or season: '2022', ', 2022', 'of 2022', '’22'. */
function readYearNumber(reader: Reader, index: number): Read<number> | null {
  const comma = reader.joined(index, ',') ? 1 : 0;
  const of = ['of', 'de', 'del', 'in'].includes(reader.word(index)) ? 1 : 0;
  const at = index + comma + of;
  const year = fourDigits(reader, at);
  if (year !== null) {
    if (reader.measures(at + 1)) return null;
    // 'On 5 May, 2000 people marched', and round numbers: 'in May 2000 trees were planted'.
    if ((comma > 0 || year % 100 === 0) && reader.pluralNoun(at + 1)) return null;
    return { value: year, next: at + 1 };
  }
  const mark = reader.at(at)?.text;
  const short = reader.at(at + 1);
  if (
    comma === 0 &&
    (mark === "'" || mark === '’' || mark === '‘') &&
    short?.kind === 'number' &&
    !short.spaced
  ) {
    if (short.text.length === 2 && reader.at(at)?.spaced === true)
      return { value: CENTURY_OF_SHORT_YEARS + short.value, next: at + 2 };
  }
  return null;
}

const YEAR_SHIFTS: ReadonlyMap<string, YearReference> = new Map([
  ['last', { kind: 'shift', by: -1, base: 'now' }],
  ['this', { kind: 'shift', by: 0, base: 'now' }],
  ['current', { kind: 'shift', by: 0, base: 'now' }],
  ['next', { kind: 'shift', by: 1, base: 'now' }],
  ['coming', { kind: 'shift', by: 1, base: 'now' }],
  ['previous', { kind: 'shift', by: -1, base: 'anchor' }],
  ['preceding', { kind: 'shift', by: -1, base: 'anchor' }],
  ['following', { kind: 'shift', by: 1, base: 'anchor' }],
  ['same', { kind: 'shift', by: 0, base: 'anchor' }],
  ['that', { kind: 'shift', by: 0, base: 'anchor' }],
]);

/** The year behind a day, month, season or quarter: a number, or 'last year', 'of the following year', 'of the year'. */
export function readYearReference(reader: Reader, index: number): Read<YearReference> | null {
  const number = readYearNumber(reader, index);
  if (number !== null) return { value: { kind: 'known', year: number.value }, next: number.next };
  const of = reader.word(index) === 'of' ? 1 : 0;
  const the = reader.word(index + of) === 'the' ? 1 : 0;
  const at = index + of + the;
  if (of + the === 2 && reader.word(at) === 'year')
    return { value: { kind: 'shift', by: 0, base: 'now' }, next: at + 1 };
  const shift = YEAR_SHIFTS.get(reader.word(at));
  if (shift !== undefined && reader.word(at + 1) === 'year') return { value: shift, next: at + 2 };
  return null;
}

/** The second year of '2020/21', '2023–24' and '2014–2020', if it is later. */
export function readSecondYear(reader: Reader, index: number, first: number): Read<number> | null {
  const mark = reader.at(index);
  const second = reader.at(index + 1);
  if (mark === undefined || second?.kind !== 'number' || second.ordinal) return null;
  if (!(reader.isDash(index) || mark.text === '/') || mark.spaced !== second.spaced) return null;
  if (mark.spaced && mark.text === '/') return null;
  const year =
    second.text.length === 4
      ? second.value
      : second.text.length === 2 && !mark.spaced
        ? first - (first % 100) + second.value
        : -1;
  if (year <= first || year > NEWEST_YEAR || reader.joined(index + 2, '-') || reader.joined(index + 2, '/'))
    return null;
  return { value: year, next: index + 2 };
}

function isName(reader: Reader, index: number): boolean {
  return NAMES_WITH_YEAR.has(reader.word(index - 1)) || NAMES_WITH_YEAR.has(reader.word(index + 1));
}

/** A number glued to other characters is part of a code, a path or a sum. */
function isGlued(reader: Reader, index: number): boolean {
  const before = reader.at(index - 1);
  const token = reader.at(index);
  if (before === undefined || token === undefined) return false;
  if (token.spaced) return WORDS_BEFORE_NO_YEAR.has(before.lower) || MARKS_BEFORE_NO_YEAR.has(before.text);
  if (before.kind !== 'mark') return true;
  // 'mid-2022'
  if (['early', 'mid', 'late'].includes(reader.word(index - 2))) return false;
  return (
    MARKS_BEFORE_NO_YEAR.has(before.text) ||
    before.text === '/' ||
    (reader.isDash(index - 1) && !before.spaced)
  );
}

/** 'Glavni trg 14, 1000 Ljubljana': a postcode follows a house number. */
function isPostcode(reader: Reader, index: number): boolean {
  return (
    reader.joined(index - 1, ',') && reader.at(index - 2)?.kind === 'number' && reader.capital(index + 1)
  );
}

/** 'the contribution for 2024 rises', 'caftan of 1804'; not 'from 1800 to 2000 trees', 'for 1300 people'. */
function isYearBehindLoosePreposition(
  reader: Reader,
  index: number,
  year: number,
  preposition: string,
): boolean {
  const amount = ['to', 'about', 'around', 'circa', 'through'].includes(preposition);
  if (!amount && year >= OLDEST_BARE_YEAR && year % 100 !== 0) return true;
  const old = year < OLDEST_DETERMINED_YEAR && ['for', 'to', 'through'].includes(preposition);
  return !old && !reader.pluralNoun(index + 1);
}

function isYearHere(reader: Reader, index: number, year: number): boolean {
  if (isName(reader, index) || isGlued(reader, index) || reader.measures(index + 1)) return false;
  const preposition = reader.word(index - 1);
  const usual = year >= OLDEST_BARE_YEAR && year <= NEWEST_BARE_YEAR;
  if (STRICT_PREPOSITIONS.has(preposition)) return usual || !reader.pluralNoun(index + 1);
  if (LOOSE_PREPOSITIONS.has(preposition))
    return isYearBehindLoosePreposition(reader, index, year, preposition);
  const determined = DETERMINERS.has(preposition);
  const round = year % 100 === 0;
  if (determined && year >= OLDEST_DETERMINED_YEAR && !usual) return !round && !reader.pluralNoun(index + 1);
  if (!usual || isPostcode(reader, index)) return false;
  return round || !(determined || reader.style === 'chat') ? !reader.pluralNoun(index + 1) : true;
}

/** A year or a run of years standing by itself: 'in 2021', '2014–2020', 'the 2019 forum', 'the year 1804'. */
export function readYears(reader: Reader, index: number): Read<Span> | null {
  const at = reader.word(index) === 'year' && fourDigits(reader, index + 1) !== null ? index + 1 : index;
  const year = fourDigits(reader, at);
  if (year === null) return null;
  const second = readSecondYear(reader, at + 1, year);
  if (!isYearHere(reader, at, year)) return null;
  // '1200–1500 people' counts; 'the 2019–20 exchange teachers' does not.
  const near = second !== null && (year >= OLDEST_BARE_YEAR || reader.at(at + 2)?.text.length === 2);
  if (second !== null && !reader.measures(second.next) && (near || !reader.pluralNoun(second.next)))
    return { value: { type: 'days', range: yearRange(year, second.value) }, next: second.next };
  // '2019-2' and '1950/3' are codes.
  if ((reader.isDash(at + 1) || reader.at(at + 1)?.text === '/') && reader.at(at + 2)?.kind === 'number') {
    if (reader.at(at + 1)?.spaced === false && reader.at(at + 2)?.spaced === false) return null;
  }
  return { value: { type: 'days', range: yearRange(year) }, next: at + 1 };
}

/** 'the 1990s', 'the 19th century', 'the nineteenth century'. */
export function readEra(reader: Reader, index: number): Read<Span> | null {
  const token = reader.at(index);
  if (token === undefined) return null;
  if (token.kind === 'decade' && token.value >= OLDEST_YEAR && token.value <= NEWEST_YEAR) {
    // 'The 1900s' are the century, as a rule, 'the 2000s' as yet the decade.
    const years = token.value % 100 === 0 && token.value < CENTURY_OF_SHORT_YEARS ? 99 : 9;
    return { value: { type: 'days', range: yearRange(token.value, token.value + years) }, next: index + 1 };
  }
  const century = token.kind === 'number' && token.ordinal ? token.value : CENTURY_WORDS.get(token.lower);
  if (century === undefined || century < 1 || century > 21) return null;
  const dash = reader.isDash(index + 1) ? 1 : 0;
  if (reader.word(index + 1 + dash) !== 'century' || ['bc', 'bce'].includes(reader.word(index + 2 + dash)))
    return null;
  return {
    value: { type: 'days', range: yearRange(century * 100 - 99, century * 100) },
    next: index + 2 + dash,
  };
}
