import type { IsoDay } from '../corpus/article.ts';

/**
 * Arithmetic on days of the proleptic Gregorian calendar, years 1 to 9999, without `Date`: the result depends on no
 * time zone and no clock. Day numbers count from 1970-01-01 (day 0), after Howard Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms" (days_from_civil, civil_from_days).
 */

/** Year, month (1–12) and day (1–31) of a day. */
export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const FIRST_YEAR = 1;
export const LAST_YEAR = 9999;

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_BEFORE_1970 = 719_468;
const DAYS_OF_400_YEARS = 146_097;

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Number of days of a month (1–12). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether the three numbers name a day that exists. */
export function isDay(year: number, month: number, day: number): boolean {
  return (
    year >= FIRST_YEAR &&
    year <= LAST_YEAR &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  );
}

/** Whether `text` is a day of the calendar written `YYYY-MM-DD`. */
export function isIsoDay(text: string): text is IsoDay {
  const match = ISO_DAY.exec(text);
  return match !== null && isDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The day of year, month and day; a day past the month's end becomes its last, a year out of 1–9999 the nearest within. */
export function toIsoDay(year: number, month: number, day: number): IsoDay {
  if (year < FIRST_YEAR) return '0001-01-01';
  if (year > LAST_YEAR) return '9999-12-31';
  const last = Math.min(day, daysInMonth(year, month));
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(last).padStart(2, '0')}`;
}

/** Takes an ISO day apart; the day is trusted to be valid. */
export function dayParts(day: IsoDay): DayParts {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** Days since 1970-01-01. */
export function dayNumber(day: IsoDay): number {
  const { year, month, day: dayOfMonth } = dayParts(day);
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_400_YEARS + dayOfEra - DAYS_BEFORE_1970;
}

/** The day of a day number; before year 1 or after year 9999 the first or last day there is. */
export function fromDayNumber(number: number): IsoDay {
  const shifted = number + DAYS_BEFORE_1970;
  const era = Math.floor(shifted / DAYS_OF_400_YEARS);
  const dayOfEra = shifted - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return toIsoDay(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** The day `days` after `day` (before it, if negative). */
export function addDays(day: IsoDay, days: number): IsoDay {
  return fromDayNumber(dayNumber(day) + days);
}

/** The same day `months` later; the 31st becomes the month's last day where there is none. */
export function addMonths(day: IsoDay, months: number): IsoDay {
  const parts = dayParts(day);
  const count = parts.year * 12 + parts.month - 1 + months;
  return toIsoDay(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1, parts.day);
}

/** Day of the week, Monday = 1 to Sunday = 7 (ISO 8601). */
export function weekdayOf(day: IsoDay): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}
