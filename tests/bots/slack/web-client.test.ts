import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { slackLogger } from '../../../src/bots/slack/logger-bridge.ts';
import { webClientOptions } from '../../../src/bots/slack/web-client.ts';
import { recordingLogger } from '../recording-logger.ts';

/** A client whose requests end as `fetch` does; `attempts` counts them. */
function open(fetch: () => Promise<Response>, stopped?: AbortSignal) {
  const attempts = { count: 0 };
  const options = webClientOptions(
    { apiUrl: 'http://slack.invalid/api/' },
    slackLogger(recordingLogger().logger),
    stopped,
  );
  const client = new webApi.WebClient('xoxb-fake', {
    ...options,
    retryConfig: { ...options.retryConfig, minTimeout: 0, maxTimeout: 0 },
    fetch: () => {
      attempts.count += 1;
      return fetch();
    },
  });
  return { client, attempts };
}

const post = (client: webApi.WebClient) => client.chat.postMessage({ channel: 'C1', text: 'an answer' });

describe('the Web API client', () => {
  it('tries again where the network is broken', async () => {
    const { client, attempts } = open(() => Promise.reject(new Error('ECONNREFUSED')));
    await expect(post(client)).rejects.toThrow('ECONNREFUSED');
    expect(attempts.count).toBe(4);
  });

  it('does not post again what Slack may have taken and not confirmed in time', async () => {
    const { client, attempts } = open(() => Promise.reject(new DOMException('too late', 'TimeoutError')));
    await expect(post(client)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(attempts.count).toBe(1);
  });

  it('tries no more once it is stopped', async () => {
    const stopping = new AbortController();
    const { client, attempts } = open(async () => {
      stopping.abort();
      throw new Error('ECONNREFUSED');
    }, stopping.signal);
    await expect(post(client)).rejects.toThrow('ECONNREFUSED');
    expect(attempts.count).toBe(1);
  });
});
