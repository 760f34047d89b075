import { describe, expect, it } from 'vitest';
import {
  easterSunday,
  monthRange,
  nthWeekday,
  partOf,
  seasonRange,
  weekRange,
  yearRange,
} from '../../../src/retrieval/dates/periods.ts';

describe('seasons', () => {
  it('are the meteorological ones of the northern hemisphere', () => {
    expect(seasonRange('spring', 2023)).toEqual({ from: '2023-03-01', to: '2023-05-31' });
    expect(seasonRange('summer', 2023)).toEqual({ from: '2023-06-01', to: '2023-08-31' });
    expect(seasonRange('autumn', 2023)).toEqual({ from: '2023-09-01', to: '2023-11-30' });
  });

  it('give a winter the year of its January', () => {
    expect(seasonRange('winter', 2024)).toEqual({ from: '2023-12-01', to: '2024-02-29' });
    expect(seasonRange('winter', 2023)).toEqual({ from: '2022-12-01', to: '2023-02-28' });
  });
});

describe('partOf', () => {
  it('divides a month into ten days, ten days and the rest', () => {
    const may = monthRange(2023, 5);
    expect(partOf(may, { kind: 'early' })).toEqual({ from: '2023-05-01', to: '2023-05-10' });
    expect(partOf(may, { kind: 'middle' })).toEqual({ from: '2023-05-11', to: '2023-05-20' });
    expect(partOf(may, { kind: 'end' })).toEqual({ from: '2023-05-21', to: '2023-05-31' });
  });

  it('divides a year by months', () => {
    expect(partOf(yearRange(2022), { kind: 'first-half' })).toEqual({ from: '2022-01-01', to: '2022-06-30' });
    expect(partOf(yearRange(2022), { kind: 'end' })).toEqual({ from: '2022-11-01', to: '2022-12-31' });
  });

  it('divides longer periods by years', () => {
    expect(partOf(yearRange(1980, 1989), { kind: 'early' })).toEqual({
      from: '1980-01-01',
      to: '1983-12-31',
    });
  });

  it('counts weeks in sevens, full weeks from Monday', () => {
    const january = monthRange(2019, 1);
    expect(partOf(january, { kind: 'week', nth: 1 })).toEqual({ from: '2019-01-01', to: '2019-01-07' });
    expect(partOf(january, { kind: 'week', nth: -1 })).toEqual({ from: '2019-01-25', to: '2019-01-31' });
    expect(partOf(january, { kind: 'full-week', nth: -1 })).toEqual({ from: '2019-01-21', to: '2019-01-27' });
    expect(partOf(january, { kind: 'full-week', nth: 1 })).toEqual({ from: '2019-01-07', to: '2019-01-13' });
  });
});

describe('calendar days', () => {
  it('knows Easter', () => {
    expect([2016, 2019, 2020, 2024, 2025].map(easterSunday)).toEqual([
      '2016-03-27',
      '2019-04-21',
      '2020-04-12',
      '2024-03-31',
      '2025-04-20',
    ]);
  });

  it('knows the nth weekday of a month, and that there may be no fifth', () => {
    expect(nthWeekday(2023, 9, -1, 7)).toBe('2023-09-24');
    expect(nthWeekday(2023, 5, 1, 2)).toBe('2023-05-02');
    expect(nthWeekday(2023, 2, 5, 1)).toBeNull();
  });

  it('begins a week on Monday', () => {
    expect(weekRange('2023-11-14')).toEqual({ from: '2023-11-13', to: '2023-11-19' });
    expect(weekRange('2023-11-19')).toEqual({ from: '2023-11-13', to: '2023-11-19' });
  });
});
