import type { Clock } from './clock.ts';
import type { Answer } from './exchange.ts';
import type { NotModified, Validators } from './fetcher.ts';
import { checkHeaders, statusObstacle } from './judge-answer.ts';
import { Obstacle } from './obstacle.ts';
import { ACCEPTED_ENCODINGS, readBody } from './read-body.ts';

/** What is wanted of an address, and of those that it redirects to. */
export interface Wish {
  /** Media types; `null`: any. */
  readonly accept: readonly string[] | null;
  readonly validators: Validators | undefined;
  readonly limitBytes: number;
}

/** What an answer brings. */
export type Found =
  | {
      readonly kind: 'document';
      readonly mediaType: string;
      readonly headers: Answer['headers'];
      readonly bytes: Buffer;
    }
  | { readonly kind: 'redirect'; readonly location: string }
  | NotModified;

const DOCUMENT = new Set([200, 203]);
const REDIRECT = new Set([301, 302, 303, 307, 308]);
const NOT_MODIFIED = 304;
/** Types of files that may be compressed themselves. The last is what nginx gives to '.gz', as to all that it does not know. */
const COMPRESSED_FILE = /^application\/(?:(?:x-)?gzip|octet-stream)$/;
/** Encodings that servers name of such a file though they add none. */
const SAID_TWICE = /^(?:|identity|(?:x-)?gzip)$/i;

/** A validator if it can be sent back as it came. */
export function asValidator(value: string | null | undefined): string | null {
  return value != null && /^[\x20-\x7e\xa0-\xff]{1,1000}$/.test(value) ? value : null;
}

export function requestHeaders(
  { accept, validators }: Wish,
  userAgent: string,
): Readonly<Record<string, string>> {
  const etag = asValidator(validators?.etag);
  const lastModified = asValidator(validators?.lastModified);
  return {
    'user-agent': userAgent,
    accept: accept === null ? '*/*' : accept.join(', '),
    'accept-encoding': ACCEPTED_ENCODINGS,
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}

/**
 * Reads what an answer brings. What is not wanted is told by its headers and not downloaded.
 *
 * @throws Obstacle; errors of the stream and of zlib
 */
export async function receive(
  answer: Answer,
  wish: Wish,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Found> {
  const { status, headers } = answer;
  if (DOCUMENT.has(status)) {
    const mediaType = checkHeaders(answer, wish);
    const named = headers['content-encoding'] ?? '';
    const encoding = COMPRESSED_FILE.test(mediaType) && SAID_TWICE.test(named) ? 'file' : named;
    const bytes = await readBody(answer.body, { encoding, limitBytes: wish.limitBytes, signal });
    return { kind: 'document', mediaType, headers, bytes };
  }
  await answer.discard();
  if (status === NOT_MODIFIED && wish.validators !== undefined) return { kind: 'not-modified' };
  if (!REDIRECT.has(status)) throw statusObstacle(answer, clock);
  const { location } = headers;
  if (location === undefined) throw new Obstacle('unusable', `redirects, but does not say where to`);
  // Headers are read byte by byte; where servers do not encode an address it is in UTF-8.
  return { kind: 'redirect', location: Buffer.from(location, 'latin1').toString() };
}
