import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerView } from '../../../src/bots/chat/build-view.ts';
import { notice } from '../../../src/bots/chat/notices.ts';
import { Delivery } from '../../../src/bots/slack/delivery.ts';
import { slackLogger } from '../../../src/bots/slack/logger-bridge.ts';
import { Outbox } from '../../../src/bots/slack/outbox.ts';
import { webClientOptions } from '../../../src/bots/slack/web-client.ts';
import { incoming } from '../chat/service-world.ts';
import { answered, citation, QUESTION } from '../fake-assistant.ts';
import { recordingLogger } from '../recording-logger.ts';

afterEach(() => vi.unstubAllGlobals());

/** A delivery to a Slack that takes everything and confirms nothing in time; `posts` are the addresses posted to. */
function open() {
  const posts: string[] = [];
  vi.stubGlobal('fetch', async (url: string | URL) => {
    posts.push(String(url));
    throw new DOMException('too late', 'TimeoutError');
  });
  const { logger } = recordingLogger();
  const options = webClientOptions({ apiUrl: 'http://slack.invalid/api/' }, slackLogger(logger));
  const client = new webApi.WebClient('xoxb-fake', options);
  return { delivery: new Delivery({ client, outbox: new Outbox({ logger }), logger }), posts };
}

const place = { channel: 'C1', user: 'U1', thread: null };
const responseUrl = 'http://slack.invalid/response/r1';
const answer = answerView(answered(QUESTION, [citation()]), 'reply');

describe('Delivery: what Slack does not confirm in time is not posted by other means', () => {
  it.each([
    [
      'a message',
      incoming({ target: { type: 'message', ...place, threadExists: false, showQuestion: false } }),
      answer,
      'http://slack.invalid/api/chat.postMessage',
    ],
    [
      'a line to one person in a channel',
      incoming({ target: { type: 'message', ...place, threadExists: false, showQuestion: false } }),
      notice('busy'),
      'http://slack.invalid/api/chat.postEphemeral',
    ],
    [
      'an answer through the response_url',
      incoming({ target: { type: 'private', ...place, responseUrl, shareable: true } }),
      answer,
      responseUrl,
    ],
  ])('%s', async (_, asked, view, address) => {
    const { delivery, posts } = open();
    await expect(delivery.deliver(asked, view)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(posts).toEqual([address]);
  });
});
