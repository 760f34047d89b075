import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayNumber,
  fromDayNumber,
  isIsoDay,
  weekdayOf,
} from '../../../src/retrieval/dates/calendar.ts';

/** Day numbers of 0001-01-01 and 9999-12-31. */
const FIRST = -719_162;
const LAST = 2_932_896;

/** The platform's calendar, in UTC, as the oracle. */
function utc(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

describe('isIsoDay', () => {
  it.each(['2023-10-22', '2024-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(isIsoDay(text)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '0000-01-01',
    '2023-1-1',
    '22.10.2023',
    '2023-10-22T00:00:00Z',
    ' 2023-10-22',
    '',
  ])('refuses %j', (text) => {
    expect(isIsoDay(text)).toBe(false);
  });
});

describe('day arithmetic', () => {
  it('agrees with the platform on every day number and weekday', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), (number) => {
        const day = fromDayNumber(number);
        expect(dayNumber(day)).toBe(number);
        expect(utc(day).getTime()).toBe(number * 86_400_000);
        expect(weekdayOf(day) % 7).toBe(utc(day).getUTCDay());
      }),
    );
  });

  it('stays within the years 1 to 9999', () => {
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(addDays('0001-01-01', -1)).toBe('0001-01-01');
    expect(addMonths('9999-12-31', 5)).toBe('9999-12-31');
  });

  it('adds months to the end of shorter ones', () => {
    expect(addMonths('2023-01-31', 1)).toBe('2023-02-28');
    expect(addMonths('2024-02-29', -12)).toBe('2023-02-28');
    expect(addMonths('2023-01-15', -1)).toBe('2022-12-15');
  });
});
