import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { postToResponseUrl, type ResponseUrlMessage } from '../../../src/bots/slack/response-url.ts';
import { retryAfterSeconds } from '../../../src/bots/slack/slack-errors.ts';

/** A response_url that asks to slow down with this header. */
async function open(retryAfter: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(429, { 'retry-after': retryAfter }).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('a response_url that asks to slow down', () => {
  it.each([
    ['7', 7],
    ['0', 1],
    ['-5', 1],
    ['', 1],
    ['Sat, 28 Nov 2026 18:00:00 GMT', 1],
  ])("with 'Retry-After: %s' is left alone for %i s", async (header, seconds) => {
    const url = await open(header);
    const message: ResponseUrlMessage = {
      text: 'x',
      blocks: [],
      response_type: 'ephemeral',
      replace_original: false,
    };
    const error = await postToResponseUrl(url, message).catch((reason: unknown) => reason);
    expect(retryAfterSeconds(error)).toBe(seconds);
  });
});
