import type { Logger as SlackLogger, webApi } from '@slack/bolt';
import { isTimeout } from '../chat/delivery-errors.ts';
import type { SlackSettings } from './settings.ts';

/** A request that takes longer than this has hung. */
export const REQUEST_TIMEOUT_MS = 15_000;

/**
 * How every Web API client of ours behaves: a few quick retries on a broken network; 429 is left to the `Outbox`. What
 * hung is not tried again: Slack may have taken it and confirm late. An answer that stands there twice is worse than
 * one that is missing, since whoever misses one asks again. It rejects with `TimeoutError`.
 *
 * @param stopped Ends every request, and the retries.
 */
export function webClientOptions(
  settings: Pick<SlackSettings, 'apiUrl'>,
  logger: SlackLogger,
  stopped?: AbortSignal,
): webApi.WebClientOptions {
  // The web client passes this to p-retry as it is; its type knows only the options of `retry` underneath.
  const retryConfig = {
    retries: 3,
    minTimeout: 300,
    factor: 3,
    onFailedAttempt: (error: Error) => {
      if (isTimeout(error.cause)) throw error.cause;
      if (stopped?.aborted) throw error;
    },
  };
  return {
    slackApiUrl: settings.apiUrl,
    timeout: REQUEST_TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    retryConfig,
    logger,
    ...(stopped && { fetch: fetchUntil(() => stopped) }),
  };
}

/** A `fetch` whose requests end as well when the signal of that moment fires. */
export function fetchUntil(stopped: () => AbortSignal): webApi.FetchFunction {
  return (url, init) => {
    const signals = [stopped(), ...(init?.signal ? [init.signal] : [])];
    return fetch(url, { ...init, signal: AbortSignal.any(signals) });
  };
}
