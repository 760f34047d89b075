import { describe, expect, it } from 'vitest';
import type { DateConstraint } from '../../../src/retrieval/dates/day-range.ts';
import { findDateConstraints } from '../../../src/retrieval/dates/find-date-constraints.ts';

const AS_OF = '2023-11-14';

function write(constraint: DateConstraint): string {
  if (constraint.kind === 'recurring') return `${constraint.from}~${constraint.to}`;
  return `${constraint.range.from ?? '…'}..${constraint.range.to ?? '…'}`;
}

/** The constraints of a question, recurring ones as 'MM-DD~MM-DD'. */
function ask(question: string, previous?: string): string[] {
  const before = previous === undefined ? undefined : findDateConstraints(previous, AS_OF)[0];
  return findDateConstraints(question, AS_OF, before === undefined ? {} : { previous: before }).map(write);
}

describe('days of known years', () => {
  it.each([
    ['who came in october 2022', '2022-10-01..2022-10-31'],
    ['who led the delegation in autumn 2022?', '2022-09-01..2022-11-30'],
    ['how many saplings before the summer of 2022', '…..2022-05-31'],
    ['which visits took place between May and July 2023', '2023-05-01..2023-07-31'],
    ['what has changed since 2021', '2021-01-01..…'],
    ['until june 2023', '…..2023-06-30'],
    ['up to spring 2021', '…..2021-05-31'],
    ['what happens after june 2024', '2024-07-01..…'],
    ['members after the 2021 forum', '2021-01-01..…'],
    ['before the may 2022 forum', '…..2022-05-31'],
    ['in 2024', '2024-01-01..2024-12-31'],
    ['the 2019 letter of intent', '2019-01-01..2019-12-31'],
    ['on the 3rd of may 2023', '2023-05-03..2023-05-03'],
    ['on wed 19 april 2023', '2023-04-19..2023-04-19'],
    ['in q1 2023', '2023-01-01..2023-03-31'],
    ['in the first half of 2022', '2022-01-01..2022-06-30'],
    ['at the end of 2021', '2021-11-01..2021-12-31'],
    ['in mid-2022', '2022-05-01..2022-08-31'],
    ['the 2020/21 river actions call', '2020-01-01..2021-12-31'],
    ['the 2018-19 exchange teachers', '2018-01-01..2019-12-31'],
    ['sept 2024', '2024-09-01..2024-09-30'],
  ])('%s', (question, expected) => {
    expect(ask(question)).toEqual([expected]);
  });
});

describe('days counted from the day of asking', () => {
  it.each([
    ['last autumn', '2022-09-01..2022-11-30'],
    ['this year', '2023-01-01..2023-12-31'],
    ['last year', '2022-01-01..2022-12-31'],
    ['last month', '2023-10-01..2023-10-31'],
    ['last week', '2023-11-06..2023-11-12'],
    ['yesterday', '2023-11-13..2023-11-13'],
    ['last tuesday', '2023-11-07..2023-11-07'],
    ['next spring', '2024-03-01..2024-05-31'],
    ['two years ago', '2021-01-01..2021-12-31'],
    ['in the last two years', '2021-11-14..2023-11-14'],
    ['since march', '2023-03-01..…'],
  ])('%s', (question, expected) => {
    expect(ask(`who came ${question}?`)).toEqual([expected]);
  });
});

describe('days of any year', () => {
  it.each([
    ['who visited ljubljana in October?', '10-01~10-31'],
    ['who may apply in may', '05-01~05-31'],
    ['on 3 May', '05-03~05-03'],
    ['on 29 february', '02-29~02-29'],
    ['how cold is it in winter', '12-01~02-29'],
    ['in the fall', '09-01~11-30'],
    ['who came, april to june', '04-01~06-30'],
    ['who came after march', '04-01~12-31'],
    ['before october', '01-01~09-30'],
    ['from 26 to 31 october', '10-26~10-31'],
    ['who was hosted at hala stocznia 7 in october', '10-01~10-31'],
  ])('%s', (question, expected) => {
    expect(ask(question)).toEqual([expected]);
  });
});

describe('two dates', () => {
  it('keeps both', () => {
    expect(ask('contributions for 2021 and 2022')).toEqual([
      '2021-01-01..2021-12-31',
      '2022-01-01..2022-12-31',
    ]);
    expect(ask('why was it moved from september to may')).toEqual(['09-01~09-30', '05-01~05-31']);
  });

  it('lets a correction win', () => {
    expect(ask('who headed the group last autumn, i mean autumn 2022')).toEqual(['2022-09-01..2022-11-30']);
    expect(ask('not in 2022 but in 2023')).toEqual(['2023-01-01..2023-12-31']);
  });
});

describe('follow-ups', () => {
  it.each([
    ['and the year before?', 'when was tartu in cuenca in 2023', '2022-01-01..2022-12-31'],
    ['and the year before?', 'who came in may 2023', '2022-05-01..2022-05-31'],
    ['and the following year?', 'who came in may 2021', '2022-05-01..2022-05-31'],
    ['and in 2023?', 'who came in may 2022', '2023-01-01..2023-12-31'],
    ['and in november?', 'who came in october 2022', '2022-11-01..2022-11-30'],
    ['and in november?', 'who came in october', '11-01~11-30'],
  ])('%s after: %s', (question, previous, expected) => {
    expect(ask(question, previous)).toEqual([expected]);
  });

  it('knows no year before without an earlier date', () => {
    expect(ask('and the year before?')).toEqual([]);
  });
});

describe('what is no date', () => {
  it.each([
    'may i ask who may apply?',
    'may 12 people come',
    'did they march 12 km',
    'why did it fall through in the fall of prices',
    'what does the 2030 agenda say',
    'is horizon 2020 over',
    'how many of 12 pages',
    'where is hala stocznia 7',
    'who got the prize two years before yuldasheva',
    'last day to hand in a proposal',
    'how long did the visit last',
    'what is the summer school',
    'second hand trees',
    'how many stations are there today?',
    'which forms do I need',
    '',
  ])('%s', (question) => {
    expect(ask(question)).toEqual([]);
  });
});

it('says where in the question the date stands', () => {
  const question = 'who came in october 2022?';
  const [constraint] = findDateConstraints(question, AS_OF);
  expect(question.slice(constraint?.start, constraint?.end)).toBe('october 2022');
});

describe('findDateConstraints at the ends of the calendar', () => {
  it.each([
    ['31.12.9999', 'following year', '9999-12-31'],
    ['01.01.0001', 'the year before', '0001-01-01'],
  ])('stays on it after “%s” and “%s”', (before, question, day) => {
    const [previous] = findDateConstraints(before, '1970-01-01');
    expect(findDateConstraints(question, '1970-01-01', previous ? { previous } : {})).toMatchObject([
      { range: { from: day, to: day } },
    ]);
  });
});
