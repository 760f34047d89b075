import type { IsoDay } from '../corpus/article.ts';
import { isIsoDay } from '../dates/calendar.ts';

/** 'Tue, 14 Nov 2023 10:00:00 +0100' (RFC 5322, section 3.3). */
const MAIL_DATE = /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\b/;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/**
 * The day that a machine-readable date names. The day as written counts, whatever the zone: it is the one that the
 * site shows.
 */
export function dayOf(date: string | null | undefined): IsoDay | null {
  const text = date?.trim() ?? '';
  const iso = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(text)?.[0];
  if (iso !== undefined) return isIsoDay(iso) ? iso : null;
  const mail = MAIL_DATE.exec(text);
  const month = MONTHS.indexOf((mail?.[2] ?? '').toLowerCase()) + 1;
  if (mail && month > 0) {
    const day = [mail[3], String(month).padStart(2, '0'), mail[1]?.padStart(2, '0')].join('-');
    return isIsoDay(day) ? day : null;
  }
  // Of two zones the last one counts: in UTC the day is the one that is written.
  return instantFrom(text, `${text} UTC`)?.slice(0, 10) ?? null;
}

/** A zone behind a time, or by its name. */
const ZONE = /:\d{2}[\d.]*\s*(?:[ap]m\s*)?(?:z|[+-]\d{2}(?::?\d{2})?)|\b(?:utc?|gmt|[ecmp][sd]t)\b/i;

/**
 * The instant that a machine-readable date names, ISO 8601 in UTC; null where it names none in the years 1 to 9999. One
 * without a zone counts in UTC, and not in that of this machine.
 */
export function instantOf(date: string | null | undefined): string | null {
  const text = date?.trim() ?? '';
  if (/^\d{4}-\d{2}-\d{2}[T ][\d:.]+$/.test(text)) return instantFrom(text, `${text.replace(' ', 'T')}Z`);
  return instantFrom(text, ZONE.test(text) ? text : `${text} UTC`);
}

/** @param zoned the text, with a zone */
function instantFrom(text: string, zoned: string): string | null {
  // Bare numbers and words would be guessed at.
  if (!/\d{4}/.test(text) || text.length > 60) return null;
  const milliseconds = Date.parse(zoned);
  if (Number.isNaN(milliseconds)) return null;
  const instant = new Date(milliseconds).toISOString();
  return /^\d{4}-/.test(instant) ? instant.replace('.000Z', 'Z') : null;
}
