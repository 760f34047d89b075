import { STATUS_CODES } from 'node:http';
import type { Clock } from './clock.ts';
import type { Answer } from './exchange.ts';
import { MAX_REST_MS } from './limits.ts';
import { Obstacle } from './obstacle.ts';
import { tooLarge } from './read-body.ts';
import { showText } from './show.ts';

const GONE = new Set([404, 410]);
/** Besides 5xx: request time-out, too early, too many requests. */
const PASSING = new Set([408, 425, 429]);

/** Why an answer brings no document, by its status. */
export function statusObstacle({ status, headers }: Answer, clock: Clock): Obstacle {
  const answered = `the server answered ${status}${STATUS_CODES[status] ? ` (${STATUS_CODES[status]})` : ''}`;
  if (GONE.has(status)) return new Obstacle('gone', `is gone: ${answered}`);
  if (status >= 500 || PASSING.has(status)) {
    const restMs = readRetryAfter(headers['retry-after'], clock.now());
    return new Obstacle('unavailable', answered, { passing: true, restMs });
  }
  if (status >= 400) {
    return new Obstacle('refused', `${answered}, so it cannot be read; check whether the page is public`);
  }
  return new Obstacle('unusable', `${answered}, which brings no document`);
}

/** @returns ms, or `null` without a header that can be read (RFC 9110 section 10.2.3: seconds or a date) */
function readRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const ms = /^\s*\d{1,12}\s*$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), MAX_REST_MS);
}

/**
 * The media type of a document that is worth reading, in lower case.
 *
 * @param accept `null`: any
 * @throws Obstacle 'unusable' by the headers alone, so that nothing is downloaded in vain
 */
export function checkHeaders(
  { headers }: Answer,
  { accept, limitBytes }: { readonly accept: readonly string[] | null; readonly limitBytes: number },
): string {
  const mediaType = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (accept !== null && !accept.includes(mediaType)) {
    const what = mediaType === '' ? 'of no named type' : `'${showText(mediaType)}'`;
    throw new Obstacle(
      'unusable',
      `is ${what}, not ${accept.join(' or ')}; check that the address is the right one`,
    );
  }
  if (Number(headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  return mediaType;
}
