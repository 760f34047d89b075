import type { IsoDay } from '../corpus/article.ts';
import { isIsoDay } from '../dates/calendar.ts';

/**
 * The day that a machine-readable date names. Of an ISO date the day as written counts, whatever the zone: it is
 * the one that the site shows. Others ('Tue, 14 Nov 2023 10:00:00 GMT') count in UTC.
 */
export function dayOf(date: string | null | undefined): IsoDay | null {
  const text = date?.trim() ?? '';
  const iso = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(text)?.[0];
  if (iso !== undefined) return isIsoDay(iso) ? iso : null;
  const instant = instantOf(text);
  return instant === null ? null : instant.slice(0, 10);
}

/** The instant that a machine-readable date names, ISO 8601 in UTC; null where it names none in the years 1 to 9999. */
export function instantOf(date: string | null | undefined): string | null {
  const text = date?.trim() ?? '';
  // Bare numbers and words would be guessed at.
  if (!/\d{4}/.test(text) || text.length > 60) return null;
  const milliseconds = Date.parse(
    /^\d{4}-\d{2}-\d{2}[T ][\d:.]+$/.test(text) ? `${text.replace(' ', 'T')}Z` : text,
  );
  if (Number.isNaN(milliseconds)) return null;
  const instant = new Date(milliseconds).toISOString();
  return /^\d{4}-/.test(instant) ? instant.replace('.000Z', 'Z') : null;
}
