import type { Bound, Expression, FoundExpression, Span } from './expression.ts';
import { FOREIGN_MONTHS } from './foreign-months.ts';
import { readDaysOfMonth, readRange, readSharedYear } from './read-range.ts';
import { readSpan } from './read-span.ts';
import { type Read, Reader, type Style } from './reader.ts';
import { type Token, tokenize } from './tokens.ts';
import { FUNCTION_WORDS, UNITS } from './vocabulary.ts';

/**
 * Every English expression holds one of these, or a digit; the months of other languages stand beside digits.
 * Checked before a text is taken apart, as most sentences hold no date.
 */
const CANDIDATE =
  /\d|day|week|month|year|quarter|century|spring|summer|autumn|fall|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|tonight|morrow|night|morning|afternoon|evening|christmas|easter/iu;

/** Whether a text may hold a date expression; false is certain. */
export function mayHoldDate(text: string): boolean {
  return CANDIDATE.test(text);
}

const BOUNDS: ReadonlyMap<string, Bound> = new Map([
  ['since', 'since'],
  ['from', 'from'],
  ['after', 'after'],
  ['until', 'until'],
  ['till', 'until'],
  ['by', 'by'],
  ['before', 'before'],
  ['beyond', 'after'],
]);

const TWO_WORD_BOUNDS: ReadonlyMap<string, Bound> = new Map([
  ['up to', 'until'],
  ['up until', 'until'],
  ['prior to', 'before'],
  ['as of', 'from'],
  ['as from', 'from'],
  ['starting from', 'from'],
  ['starting on', 'from'],
  ['starting in', 'from'],
  ['ahead of', 'before'],
]);

/** What stands in front of 'from … to …' when it names two dates and not the time between them. */
const MOVING =
  /^(?:moved|postponed|put|shifted|rescheduled|delayed|brought|changed|deferred|pushed|extended|advanced|moves|postpones|shifts|move|postpone|shift|reschedule|switched)$/;
/** 'postponed by the organisers from April to October': the verb stands at most this many tokens before. */
const TOKENS_TO_VERB = 7;

function isMoved(reader: Reader, index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - TOKENS_TO_VERB); at--) {
    if (MOVING.test(reader.word(at))) return true;
    if (reader.closes(at) && reader.at(at)?.text !== ',') return false;
  }
  return false;
}

function readBoundWord(reader: Reader, index: number): Read<Bound> | null {
  const two = TWO_WORD_BOUNDS.get(`${reader.word(index)} ${reader.word(index + 1)}`);
  if (two !== undefined) return { value: two, next: index + 2 };
  const one = BOUNDS.get(reader.word(index));
  return one === undefined ? null : { value: one, next: index + 1 };
}

/** 'onwards' behind 'from March'. */
function afterOnwards(reader: Reader, index: number): number {
  if (['onwards', 'onward'].includes(reader.word(index))) return index + 1;
  return reader.word(index) === 'on' && reader.closes(index + 1) ? index + 1 : index;
}

/** 'since 2019', 'until the end of March', 'before the summer of 2022', 'from 1 January 2026 onwards'. */
function readBound(reader: Reader, index: number): Read<Expression> | null {
  const bound = readBoundWord(reader, index);
  if (bound === null) return null;
  // 'three days before 5 May' is not the time before it.
  if (UNITS.has(reader.word(index - 1)) && (bound.value === 'before' || bound.value === 'after')) return null;
  const span = readDaysOfMonth(reader, bound.next) ?? readSpan(reader, bound.next);
  if (span === null) return null;
  // 'moved from', 'postponed until' a date, 'carried off by last year's flood'.
  const moved = (bound.value === 'from' || bound.value === 'until') && isMoved(reader, index);
  const agent = bound.value === 'by' && ["'", '’'].includes(reader.at(span.next)?.text ?? '');
  if (moved || agent) return null;
  const next = afterOnwards(reader, span.next);
  const kind = bound.value === 'from' && next > span.next ? 'since' : bound.value;
  return {
    value: { type: 'bound', bound: kind, span: span.value, ofEvent: isOfEvent(reader, bound.next, span) },
    next,
  };
}

/** 'after the 2021 forum', 'since the May 2022 meeting': a noun follows. */
function isOfEvent(reader: Reader, index: number, span: Read<Span>): boolean {
  return (
    reader.word(index) === 'the' &&
    !keepsArticle(span.value) &&
    reader.at(span.next)?.kind === 'word' &&
    !reader.closes(span.next) &&
    !FUNCTION_WORDS.has(reader.word(span.next))
  );
}

function plain(span: Span): Expression {
  return { type: 'span', span };
}

/** How far back 'twice a year, in spring and in autumn' is looked for. */
const TOKENS_TO_HABIT = 8;

/** 'every May', 'each autumn', 'twice a year, in spring and in autumn' are habits, no dates. */
function isHabit(reader: Reader, index: number): boolean {
  for (let at = index - 3; at >= Math.max(0, index - TOKENS_TO_HABIT); at--) {
    const often = ['once', 'twice', 'times'].includes(reader.word(at)) && reader.word(at + 2) === 'year';
    if (often || (['every', 'each'].includes(reader.word(at)) && reader.word(at + 1) === 'year')) return true;
  }
  const at = reader.word(index - 1) === 'the' ? index - 2 : index - 1;
  return (
    ['every', 'each'].includes(reader.word(at)) ||
    (reader.word(at) === 'other' && reader.word(at - 1) === 'every')
  );
}

function readExpression(reader: Reader, index: number): Read<Expression> | null {
  if (isHabit(reader, index)) return null;
  const range = readRange(reader, index, isMoved(reader, index));
  if (range !== null) return { value: plain(readSharedYear(reader, range)), next: range.next };
  const bound = readBound(reader, index);
  if (bound !== null) return bound;
  const span = readSpan(reader, index);
  // 'the' belongs to 'the end of May', not to 'the 2019 forum'.
  if (span === null || (reader.word(index) === 'the' && !keepsArticle(span.value))) return null;
  return { value: plain(readSharedYear(reader, span)), next: span.next };
}

function keepsArticle(span: Span): boolean {
  if (span.type === 'yearly') return span.of.unit !== 'month' && span.of.unit !== 'holiday';
  return span.type !== 'days' && span.type !== 'weekday';
}

/** Whether the expression is what something was moved to. */
function isMovedTo(reader: Reader, index: number): boolean {
  const before = reader.word(reader.word(index - 1) === 'the' ? index - 2 : index - 1);
  const to = ['to', 'until', 'till'];
  return (to.includes(before) || to.includes(reader.word(index))) && isMoved(reader, index);
}

/** Words an expression can begin with; all others are passed over at once. */
const OPENERS: ReadonlySet<string> = new Set([
  ...FOREIGN_MONTHS.keys(),
  ...(
    'from between vom von du dal del de od van since after beyond until till by before up prior as starting ahead early mid ' +
    'late the beginning start middle end close first second third fourth fifth last past this current next coming ' +
    'upcoming previous preceding following same that today tonight yesterday tomorrow day later earlier a an one two ' +
    'three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty fifty january february ' +
    'march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct ' +
    'nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun ' +
    'spring springtime summer summertime autumn fall winter wintertime christmas easter q1 q2 q3 q4 year tenth ' +
    'eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
  ).split(' '),
]);

function mayOpen(token: Token): boolean {
  if (token.kind === 'word') return OPENERS.has(token.lower);
  return token.kind === 'number' || token.kind === 'date' || token.kind === 'decade';
}

/** The date expressions of a text, in order, none inside another. Linear in the text's length. */
export function parseDates(
  text: string,
  style: Style,
): { tokens: readonly Token[]; found: FoundExpression[] } {
  const tokens = tokenize(text);
  const reader = new Reader(tokens, style);
  const found: FoundExpression[] = [];
  let index = 0;
  while (index < tokens.length) {
    const first = tokens[index];
    const read = first !== undefined && mayOpen(first) ? readExpression(reader, index) : null;
    const last = read === null ? undefined : tokens[read.next - 1];
    if (first === undefined || read === null || last === undefined) {
      index += 1;
      continue;
    }
    found.push({
      expression: read.value,
      start: first.start,
      end: last.end,
      firstToken: index,
      nextToken: read.next,
      moved: isMovedTo(reader, index),
    });
    index = read.next;
  }
  return { tokens, found };
}
