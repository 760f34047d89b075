import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Clock } from './clock.ts';
import type { FetchLimits } from './limits.ts';
import { MAX_DISCARDED_BYTES } from './limits.ts';
import { networkObstacle } from './network-obstacle.ts';
import { Obstacle } from './obstacle.ts';
import { showSeconds } from './show.ts';
import { linkSignals } from './signals.ts';

export interface Answer {
  readonly status: number;
  /** By lower-case name; what was sent several times is joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
  /** Reads what is left of an unwanted body if it is short, so that its connection can be used again. */
  discard(): Promise<void>;
}

interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly limits: FetchLimits;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * One request and its answer, which `read` has to finish reading or discard. Redirects are not followed.
 *
 * @throws Obstacle; the signal's reason when it aborts
 */
export async function exchange<T>(
  url: URL,
  { dispatcher, clock, limits, headers, signal }: ExchangeOptions,
  read: (answer: Answer, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const linked = linkSignals(signal);
  const disarm = clock.alarm(limits.exchangeMs, () => {
    const message = `took longer than ${showSeconds(limits.exchangeMs)}`;
    linked.abort(new Obstacle('unavailable', message, { passing: true }));
  });
  try {
    const {
      statusCode,
      headers: received,
      body,
    } = await dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers,
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.idleMs,
      signal: linked.signal,
    });
    const discard = async () => {
      await body.dump({ limit: MAX_DISCARDED_BYTES, signal: linked.signal });
    };
    // A body that is dropped tells so by an error, which nobody waits for.
    body.on('error', () => {});
    try {
      return await read({ status: statusCode, headers: joinHeaders(received), body, discard }, linked.signal);
    } finally {
      body.destroy();
    }
  } catch (error) {
    signal.throwIfAborted();
    throw networkObstacle(linked.signal.aborted ? linked.signal.reason : error);
  } finally {
    disarm();
    linked.release();
  }
}

/** Cookies are nobody's business here. */
function joinHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const joined: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === 'set-cookie') continue;
    joined[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  }
  return joined;
}
