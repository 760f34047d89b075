import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { answered, FOLLOW_UP, highlighted, QUESTION, UNANSWERABLE, WHEN, WHO } from '../fake-assistant.ts';
import { until } from '../until.ts';
import { IN_CHANNEL, option, type Spot } from './fake/payloads.ts';
import { buttonsOf, seeMessage } from './fake/see-message.ts';
import { BOT, CHANNEL, GUILD, THREAD } from './fake/world-map.ts';
import { openWorld } from './open-world.ts';
import type { DiscordWorld } from './world.ts';

const IN_THREAD: Spot = { guild: GUILD, channel: THREAD, type: 11, context: 0 };

const mention = (world: DiscordWorld, text: string, more: object = {}) =>
  world.write({
    user: world.person(),
    text: `<@${BOT}> ${text}`,
    spot: IN_CHANNEL,
    mentionsBot: true,
    ...more,
  });

describe('a message', () => {
  it.each([
    ['that does not mention the bot', {}, false],
    [
      'of a bot',
      { author: { id: '700000000000000001', username: 'b', discriminator: '0', bot: true } },
      true,
    ],
    ['of a webhook', { webhook_id: '700000000000000002' }, true],
    ['that tells of a pin', { type: 6 }, true],
    ['that forwards another', { message_reference: { type: 1, message_id: '1', channel_id: CHANNEL } }, true],
  ])('%s gets no answer', async (_, more, mentionsBot) => {
    const { world, assistant } = await openWorld();
    const text = mentionsBot ? `<@${BOT}> ${QUESTION}` : QUESTION;
    await world.write({ user: world.person(), text, spot: IN_CHANNEL, mentionsBot, more });
    const asked = await mention(world, UNANSWERABLE);
    await until('a reply to the next one', () => world.replies(asked)[0]);
    expect(assistant.asked.map(({ question }) => question)).toEqual([UNANSWERABLE]);
  });

  it('is answered as a reply that notifies nobody and does not repeat the question', async () => {
    const { world, reply } = await openWorld();
    const asked = await mention(world, QUESTION);
    const seen = await reply(asked);
    expect(seen.pings).toEqual([]);
    expect(seen.text).not.toContain(QUESTION);
  });

  it('in a thread goes on from what was asked there, by anybody', async () => {
    const { world, reply } = await openWorld();
    await reply(await mention(world, QUESTION, { spot: IN_THREAD }));
    const seen = await reply(await mention(world, FOLLOW_UP, { spot: IN_THREAD, user: world.person('ben') }));
    expect(seen.bold).toEqual([WHEN]);
  });

  it('in a thread does not go on from what was asked there privately', async () => {
    const { world, reply, assistant } = await openWorld();
    const ask = (text: string) => [option('question', text), option('private', true)];
    await reply(await mention(world, UNANSWERABLE, { spot: IN_THREAD }));
    await reply(await world.command(world.person(), 'ask', ask(QUESTION), IN_THREAD));
    // Which itself goes on from what all have seen.
    expect(assistant.asked.at(-1)?.context).toEqual([UNANSWERABLE]);
    const seen = await reply(await mention(world, FOLLOW_UP, { spot: IN_THREAD, user: world.person('ben') }));
    expect(assistant.asked.at(-1)?.context).toEqual([UNANSWERABLE]);
    expect(seen.bold).toEqual([]);
  });

  it('in a direct message goes on from what was asked there privately', async () => {
    const { world, reply, assistant } = await openWorld();
    const user = world.person();
    const spot = world.directSpot(user);
    await reply(
      await world.command(user, 'ask', [option('question', QUESTION), option('private', true)], spot),
    );
    await reply(await world.write({ user, text: FOLLOW_UP, spot, mentionsBot: false }));
    expect(assistant.asked.at(-1)?.context).toEqual([QUESTION]);
  });

  it('that replies to an answer of another person goes on from there', async () => {
    const { world, reply, assistant } = await openWorld();
    const first = await mention(world, QUESTION);
    await reply(first);
    const [replyTo] = world.messages(first);
    const second = await mention(world, FOLLOW_UP, { user: world.person('ben'), replyTo });
    expect((await reply(second)).bold).toEqual([WHEN]);
    // And a third from the second, with all that was asked before.
    const third = await mention(world, FOLLOW_UP, {
      user: world.person('cem'),
      replyTo: world.messages(second)[0],
    });
    await reply(third);
    expect(assistant.asked.at(-1)?.context).toEqual([QUESTION, FOLLOW_UP]);
  });

  it('that replies to the answer of a command goes on from there', async () => {
    const { world, reply } = await openWorld();
    const first = await world.ask({ place: 'slash command', text: QUESTION });
    await reply(first);
    const second = await mention(world, FOLLOW_UP, {
      user: world.person('ben'),
      replyTo: world.messages(first)[0],
    });
    expect((await reply(second)).bold).toEqual([WHEN]);
  });

  it('that replies to nothing is a new subject', async () => {
    const { world, reply, assistant } = await openWorld();
    await reply(await mention(world, QUESTION));
    await reply(await mention(world, FOLLOW_UP));
    expect(assistant.asked.at(-1)?.context).toEqual([]);
  });

  it('that replies to an answer in a direct message goes on from there, whatever was asked since', async () => {
    const { world, reply, assistant } = await openWorld();
    const user = world.person();
    const direct = { user, spot: world.directSpot(user), mentionsBot: false };
    const first = await world.write({ ...direct, text: QUESTION });
    await reply(first);
    await reply(await world.write({ ...direct, text: UNANSWERABLE }));
    const [replyTo] = world.messages(first);
    const more = replyTo ? { replyTo } : {};
    await reply(await world.write({ ...direct, text: FOLLOW_UP, ...more }));
    expect(assistant.asked.at(-1)?.context).toEqual([QUESTION]);
  });

  it('that replies to nothing in a direct message goes on from the last half an hour', async () => {
    onTestFinished(() => void vi.useRealTimers());
    const asked = Date.now();
    vi.setSystemTime(asked);
    const { world, reply } = await openWorld();
    const user = world.person();
    const direct = { user, spot: world.directSpot(user), mentionsBot: false };
    await reply(await world.write({ ...direct, text: QUESTION }));
    vi.setSystemTime(asked + 30 * 60_000);
    expect((await reply(await world.write({ ...direct, text: FOLLOW_UP }))).bold).toEqual([WHEN]);
    vi.setSystemTime(asked + 30 * 60_000 + 1);
    expect((await reply(await world.write({ ...direct, text: FOLLOW_UP }))).bold).toEqual([]);
  });

  it('that only thanks under an answer is left alone', async () => {
    const { world, reply } = await openWorld();
    const first = await mention(world, QUESTION);
    await reply(first);
    const [replyTo] = world.messages(first);
    const thanks = await world.write({
      user: world.person(),
      text: 'thanks!',
      spot: IN_CHANNEL,
      mentionsBot: true,
      ...(replyTo ? { replyTo } : {}),
    });
    await reply(await mention(world, UNANSWERABLE));
    expect(world.replies(thanks)).toEqual([]);
  });

  it('is answered with help if it is nothing but the mention', async () => {
    const { world, reply } = await openWorld();
    expect((await reply(await mention(world, ''))).text).toContain('Ask me anything');
  });

  it('is not answered where the bot is not set up to', async () => {
    const { world, assistant } = await openWorld({ DISCORD_ALLOWED_CHANNELS: '300000000000000002,dm' });
    await mention(world, QUESTION);
    await mention(world, QUESTION, { spot: IN_THREAD });
    const asked = await world.ask({ place: 'direct message', text: QUESTION });
    await until('the direct answer', () => world.replies(asked)[0]);
    expect(assistant.asked).toHaveLength(1);
  });

  it('in a thread of an allowed channel is answered', async () => {
    const { world, reply } = await openWorld({ DISCORD_ALLOWED_CHANNELS: CHANNEL });
    expect((await reply(await mention(world, QUESTION, { spot: IN_THREAD }))).bold).toEqual([WHO]);
  });

  it('is answered directly where the bot may not write', async () => {
    const { world } = await openWorld({}, (discord) => discord.closedChannels.set(CHANNEL, 50_013));
    await mention(world, QUESTION);
    const message = await until('a direct message', () => world.discord.messages[0]);
    expect(message.direct).toBe(true);
    expect(seeMessage(message).text).toContain(QUESTION);
  });

  it('is answered in words alone where embeds are not allowed', async () => {
    const { world, reply } = await openWorld({}, (discord) => {
      discord.embedsForbidden = true;
    });
    const asked = await mention(world, QUESTION);
    expect((await reply(asked)).text).toContain(WHO);
    const [message] = world.messages(asked);
    expect(message?.embeds).toEqual([]);
    expect(JSON.stringify(message?.components)).toContain('"label":"Open article"');
  });

  it('is answered in words, with votes and More, where Discord does not take the link of the button', async () => {
    const { world, assistant, reply } = await openWorld({}, (discord) => {
      discord.refusedHost = 'intranet';
    });
    const link = 'http://intranet/news/1#:~:text=x';
    assistant.reply = (question) => answered(question, [{ ...highlighted(WHO), link }]);
    const asked = await mention(world, QUESTION);
    expect((await reply(asked)).text).toContain(WHO);
    const [message] = world.messages(asked);
    expect(message && buttonsOf(message).map(([name]) => name)).toEqual(['up', 'down', 'more']);
    expect(message?.content).toContain('intranet/news/1');
  });

  it('shows that the bot is typing if the answer takes long', async () => {
    const { world, assistant, reply } = await openWorld();
    assistant.hold();
    const asked = await mention(world, QUESTION);
    await until('typing', () => world.discord.calls.includes(`POST /channels/${CHANNEL}/typing`));
    assistant.release();
    await reply(asked);
  });
});
