import type { SlackMessage } from './render/message.ts';
import { ResponseUrlError } from './slack-errors.ts';
import { REQUEST_TIMEOUT_MS } from './web-client.ts';

export interface ResponseUrlMessage extends SlackMessage {
  readonly response_type: 'ephemeral' | 'in_channel';
  readonly replace_original: false;
  readonly thread_ts?: string;
}

/**
 * Posts to an interaction's `response_url`: 5 times within 30 minutes, then it is dead. Rejects with `ResponseUrlError`,
 * or with `TimeoutError`.
 */
export async function postToResponseUrl(url: string, message: ResponseUrlMessage): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  const body = await response.text();
  if (response.ok) return;
  // Slack names seconds; a proxy may name a day, or nothing.
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10) || 0;
  const retryAfter = response.status === 429 ? seconds : null;
  throw new ResponseUrlError(response.status, body.slice(0, 200), retryAfter);
}
