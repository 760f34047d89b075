import { daysInMonth, isIsoDay } from '../../retrieval/dates/calendar.ts';

/**
 * Reads the bound that a person typed: a day, a month or a year (`2023-10-14`, `2023-10`, `2023`). A month or year
 * stands for its first day as `since` and for its last as `until`. Null if it is none of these.
 */
export function readBound(typed: string, bound: 'since' | 'until'): string | null {
  const [, year, month, day] = /^\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\s*$/.exec(typed) ?? [];
  if (year === undefined) return null;
  const monthOfBound = month ?? (bound === 'since' ? '01' : '12');
  const dayOfBound = day ?? (bound === 'since' ? '01' : lastDay(year, monthOfBound));
  const iso = `${year}-${monthOfBound}-${dayOfBound}`;
  return isIsoDay(iso) ? iso : null;
}

function lastDay(year: string, month: string): string {
  return String(daysInMonth(Number(year), Number(month))).padStart(2, '0');
}
