import type { IsoDay } from '../corpus/article.ts';
import { dayParts } from './calendar.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

function write(day: IsoDay, letters: number): string {
  const parts = dayParts(day);
  return `${parts.day} ${(MONTHS[parts.month - 1] ?? '').slice(0, letters)} ${parts.year}`;
}

/** '2023-11-14' → '14 Nov 2023'. */
export function formatDay(day: IsoDay): string {
  return write(day, 3);
}

/** '2023-11-14' → '14 November 2023'. */
export function longDay(day: IsoDay): string {
  return write(day, 9);
}
