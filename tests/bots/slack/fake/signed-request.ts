import { createHmac } from 'node:crypto';
import { SIGNING_SECRET } from './fake-slack.ts';

export interface SignedRequestOptions {
  readonly secret?: string;
  /** Seconds since the epoch. */
  readonly timestamp?: number;
  readonly retry?: number;
}

/** Posts a body as Slack does in HTTP mode, https://docs.slack.dev/authentication/verifying-requests-from-slack. */
export function postSigned(
  url: string,
  type: string,
  body: string,
  options: SignedRequestOptions = {},
): Promise<Response> {
  const { secret = SIGNING_SECRET, timestamp = Math.floor(Date.now() / 1_000), retry = 0 } = options;
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
      ...(retry > 0 ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' } : {}),
    },
  });
}
