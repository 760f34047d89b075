import type { Logger as SlackLogger, webApi } from '@slack/bolt';
import type { SlackSettings } from './settings.ts';

/** A request that takes longer than this has hung. */
export const REQUEST_TIMEOUT_MS = 15_000;

/** How every Web API client of ours behaves: a few quick retries on a broken network; 429 is left to the `Outbox`. */
export function webClientOptions(
  settings: Pick<SlackSettings, 'apiUrl'>,
  logger: SlackLogger,
): webApi.WebClientOptions {
  return {
    slackApiUrl: settings.apiUrl,
    timeout: REQUEST_TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 3, minTimeout: 300, factor: 3 },
    logger,
  };
}
