import { expect } from 'vitest';
import type { DiscordMessage } from '../../../src/bots/discord/render/message.ts';
import { checkMessage, type Json } from './fake/check-message.ts';
import { readMarkdown } from './fake/read-markdown.ts';
import { seeMessage, textsOf } from './fake/see-message.ts';
import type { PostedMessage } from './fake/state.ts';

/** As if Discord had taken it. */
export function posted({ allowed_mentions, ...message }: DiscordMessage): PostedMessage {
  return {
    ...message,
    allowedMentions: allowed_mentions as unknown as Json,
    id: '1',
    channel: '2',
    ephemeral: false,
    direct: false,
    interaction: null,
    replyTo: '3',
  };
}

/** Discord takes the message, nobody is notified, and nothing is formatted but by the bot. */
export function expectSound(message: DiscordMessage): void {
  expect(checkMessage(message as unknown as Json)).toEqual([]);
  expect(seeMessage(posted(message)).pings).toEqual([]);
  expect(textsOf(message).flatMap((text) => readMarkdown(text).leaks)).toEqual([]);
}
