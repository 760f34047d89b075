import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreement, contains, overlaps, shift } from '../../../src/retrieval/dates/agreement.ts';
import { fromDayNumber } from '../../../src/retrieval/dates/calendar.ts';
import type { DateConstraint, DayRange } from '../../../src/retrieval/dates/day-range.ts';

const absolute = (from: string | null, to: string | null): DateConstraint => ({
  kind: 'absolute',
  range: { from, to },
  start: 0,
  end: 0,
});
const recurring = (from: string, to: string): DateConstraint => ({
  kind: 'recurring',
  from,
  to,
  start: 0,
  end: 0,
});
const days = (from: string | null, to: string | null): DayRange => ({ from, to });

describe('agreement with days of known years', () => {
  const october = absolute('2022-10-01', '2022-10-31');

  it('is inside where all evidence is of the days asked for', () => {
    expect(agreement(october, days('2022-10-09', '2022-10-14'))).toBe('inside');
  });

  it('overlaps where the evidence is wider or reaches over the edge', () => {
    expect(agreement(october, days('2022-01-01', '2022-12-31'))).toBe('overlaps');
    expect(agreement(october, days('2022-10-28', '2022-11-02'))).toBe('overlaps');
    expect(agreement(october, days('2022-10-20', null))).toBe('overlaps');
  });

  it('is outside where they share no day', () => {
    expect(agreement(october, days('2023-10-09', '2023-10-14'))).toBe('outside');
    expect(agreement(october, days(null, '2022-09-30'))).toBe('outside');
  });

  it('understands open sides', () => {
    expect(agreement(absolute('2021-01-01', null), days('2023-01-01', '2023-01-02'))).toBe('inside');
    expect(agreement(absolute(null, '2022-05-31'), days('2022-06-01', '2022-06-02'))).toBe('outside');
  });
});

describe('agreement with a recurring period', () => {
  it('asks for any year', () => {
    expect(agreement(recurring('10-01', '10-31'), days('2021-10-18', '2021-10-22'))).toBe('inside');
    expect(agreement(recurring('10-01', '10-31'), days('2023-09-30', '2023-10-03'))).toBe('overlaps');
    expect(agreement(recurring('03-01', '03-31'), days('2023-10-22', '2023-10-29'))).toBe('outside');
  });

  it('runs over the turn of the year', () => {
    const winter = recurring('12-01', '02-29');
    expect(agreement(winter, days('2022-12-20', '2023-01-05'))).toBe('inside');
    expect(agreement(winter, days('2023-02-28', '2023-02-28'))).toBe('inside');
    expect(agreement(winter, days('2023-03-01', '2023-03-05'))).toBe('outside');
  });

  it('overlaps evidence of a year or of unknown days', () => {
    expect(agreement(recurring('05-03', '05-03'), days('2021-01-01', '2021-12-31'))).toBe('overlaps');
    expect(agreement(recurring('05-03', '05-03'), days(null, null))).toBe('overlaps');
  });
});

describe('ranges', () => {
  const range = fc
    .tuple(fc.integer({ min: -700_000, max: 2_900_000 }), fc.nat(400))
    .map(([from, length]) => days(fromDayNumber(from), fromDayNumber(from + length)));

  it('contain what they overlap, and are inside themselves', () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        expect(contains(a, a)).toBe(true);
        if (contains(a, b)) expect(overlaps(a, b)).toBe(true);
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
    );
  });

  it('come back when shifted forth and back', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: -900, max: 900 }), (a, by) => {
        expect(shift(shift(a, by), -by)).toEqual(a);
      }),
    );
  });

  it('keep their open sides when shifted', () => {
    expect(shift(days(null, '2023-12-31'), 1)).toEqual(days(null, '2024-01-01'));
  });
});
