import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FOLLOW_UP, LABEL, QUESTION, WHEN, WHO } from '../fake-assistant.ts';
import { until } from '../until.ts';
import { BOT_ID, BOT_USER, type PostedMessage } from './fake/fake-slack.ts';
import { blockAction, type Delivery, mention, message, slashCommand } from './fake/payloads.ts';
import { buttonsOf, seeMessage } from './fake/see-message.ts';
import { afterwards, openWorld } from './open-world.ts';
import type { SlackWorld } from './world.ts';

const written = (world: SlackWorld, text: string, thread?: string) => ({
  user: 'U1',
  text,
  ts: world.slack.timestamp(),
  ...(thread === undefined ? {} : { thread }),
});

describe('Slack: keeps silent', () => {
  it.each<[string, (world: SlackWorld, thread: string) => Delivery[]]>([
    ['to channel talk that does not mention it', (world) => [message(written(world, QUESTION))]],
    ['to another thread', (world) => [message(written(world, QUESTION, '1.0'))]],
    [
      'to bots',
      (world, thread) => [
        message(written(world, QUESTION, thread), { bot_id: 'B9', subtype: 'bot_message' }),
      ],
    ],
    [
      'to bots that bear a user',
      (world, thread) => [message(written(world, QUESTION, thread), { bot_id: 'B9' })],
    ],
    [
      'to itself',
      (world, thread) => [
        message({ ...written(world, QUESTION, thread), user: BOT_USER }, { bot_id: BOT_ID }),
      ],
    ],
    ['to Slackbot', (world, thread) => [message({ ...written(world, QUESTION, thread), user: 'USLACKBOT' })]],
    [
      'to edits',
      (world, thread) => [
        message(written(world, '', thread), {
          subtype: 'message_changed',
          hidden: true,
          message: { type: 'message', user: 'U1', text: QUESTION, edited: { user: 'U1', ts: '1' } },
        }),
      ],
    ],
    [
      'to a mention that was edited in',
      (world) => [
        message(written(world, QUESTION), { type: 'app_mention', edited: { user: 'U1', ts: '1' } }),
      ],
    ],
    [
      'to deletions',
      (world, thread) => [message(written(world, '', thread), { subtype: 'message_deleted', hidden: true })],
    ],
    [
      'to people who join',
      (world) => [message(written(world, '<@U9> has joined'), { subtype: 'channel_join' })],
    ],
    [
      'to a reply in its thread that is meant for somebody else',
      (world, thread) => [message(written(world, `<@U9> ${QUESTION}`, thread))],
    ],
    ['to thanks in its thread', (world, thread) => [message(written(world, 'thanks everybody', thread))]],
  ])('%s', async (_, build) => {
    const { world, slack } = await openWorld();
    const asked = await world.ask({ place: 'mention', text: QUESTION });
    await until('the first answer', () => world.replies(asked)[0]);
    const root = world.messages(asked)[0]?.thread ?? '';
    for (const delivery of build(world, root)) await world.deliver(delivery);
    await afterwards(world);
    expect(slack.messages.filter(({ channel }) => channel === 'C1')).toHaveLength(1);
    expect(slack.refusals).toEqual([]);
  });
});

describe('Slack: threads and direct messages', () => {
  it('answers a mention in the thread that it opens, once, though Slack sends two events for it', async () => {
    const { world, slack } = await openWorld();
    const ts = slack.timestamp();
    for (const delivery of mention({ user: 'U1', text: QUESTION, ts })) await world.deliver(delivery);
    await afterwards(world);
    expect(slack.messages.filter(({ channel }) => channel === 'C1').map(({ thread }) => thread)).toEqual([
      ts,
    ]);
  });

  it.each([
    ['a greeting', 'hello'],
    ['a bare mention', ''],
    ['a question that is too long', 'long '.repeat(200)],
  ])('answers a question without a mention after %s in the thread', async (_, text) => {
    const { world } = await openWorld();
    const first = await world.ask({ place: 'mention', text });
    await until('the first reply', () => world.replies(first)[0]);
    const second = await world.ask({ place: 'mention', text: QUESTION, after: first });
    const seen = await until('the answer', () => world.replies(second)[0]);
    expect(seen.bold).toEqual([WHO]);
  });

  it('answers a follow-up that comes while the question is still being answered', async () => {
    const { world, assistant } = await openWorld();
    assistant.hold();
    const first = await world.ask({ place: 'mention', text: QUESTION });
    await until('the question to be in hand', () => assistant.asked.length === 1);
    const second = await world.ask({ place: 'mention', text: FOLLOW_UP, after: first });
    await until('the follow-up to wait', () => world.adapter().status().waiting === 1);
    assistant.release();
    await until('the second answer', () => world.replies(second).some(({ bold }) => bold.includes(WHEN)));
  });

  it('understands a follow-up outside the thread of a direct message', async () => {
    const { world } = await openWorld();
    const first = await world.ask({ place: 'direct message', text: QUESTION });
    await until('the first answer', () => world.replies(first)[0]);
    const second = await world.ask({ place: 'direct message', text: FOLLOW_UP });
    const seen = await until('the second answer', () => world.replies(second)[0]);
    expect(seen.bold).toEqual([WHEN]);
  });

  it('remembers half an hour of what was asked outside the threads of a direct message', async () => {
    onTestFinished(() => void vi.useRealTimers());
    const asked = Date.now();
    vi.setSystemTime(asked);
    const { world } = await openWorld();
    const seen = async (text: string) => {
      const question = await world.ask({ place: 'direct message', text });
      return until('the answer', () => world.replies(question)[0]);
    };
    await seen(QUESTION);
    vi.setSystemTime(asked + 30 * 60_000);
    expect((await seen(FOLLOW_UP)).bold).toEqual([WHEN]);
    vi.setSystemTime(asked + 30 * 60_000 + 1);
    expect((await seen(FOLLOW_UP)).bold).toEqual([]);
  });

  it('shows that it is looking before it answers a direct message, and not in channels', async () => {
    const { world, slack } = await openWorld();
    for (const place of ['direct message', 'mention']) {
      const asked = await world.ask({ place, text: QUESTION });
      await until('the answer', () => world.replies(asked)[0]);
    }
    const methods = slack.calls
      .map(({ method }) => method)
      .filter((method) => /setStatus|postMessage/.test(method));
    expect(methods).toEqual(['assistant.threads.setStatus', 'chat.postMessage', 'chat.postMessage']);
  });

  it('answers though the status line fails', async () => {
    const { world, slack } = await openWorld();
    slack.failing.set('assistant.threads.setStatus', 'missing_scope');
    const asked = await world.ask({ place: 'direct message', text: QUESTION });
    await until('the answer', () => world.replies(asked)[0]);
  });

  it('tells one person, not the channel, to slow down', async () => {
    const { world } = await openWorld({ ATTACHE_RATE_LIMIT: '1' });
    const first = await world.ask({ place: 'mention', text: QUESTION });
    await until('the answer', () => world.replies(first)[0]);
    const second = await world.ask({ place: 'mention', text: QUESTION });
    const seen = await until('the notice', () => world.replies(second)[0]);
    expect(seen.private).toBe(true);
  });

  it('writes directly where it may not post to one person in the channel', async () => {
    const { world, slack } = await openWorld({ ATTACHE_RATE_LIMIT: '1' });
    slack.failing.set('chat.postEphemeral', 'user_not_in_channel');
    const first = await world.ask({ place: 'mention', text: QUESTION });
    await until('the answer', () => world.replies(first)[0]);
    await world.ask({ place: 'mention', text: QUESTION });
    await until('the notice', () => slack.messages.find(({ channel }) => channel === 'U1'));
  });
});

describe('Slack: the slash command and the message shortcut', () => {
  it.each(['help', '', '  '])('explains itself to /ask %s', async (text) => {
    const { world } = await openWorld();
    const asked = await world.ask({ place: 'slash command', text });
    const seen = await until('the help', () => world.replies(asked)[0]);
    expect(seen.text).toContain('Ask me anything about the programme.');
    expect(seen.text).toContain(QUESTION);
    expect(seen.private).toBe(true);
  });

  it('says again what was asked and offers to share the answer', async () => {
    const { world } = await openWorld();
    const asked = await world.ask({ place: 'slash command', text: QUESTION });
    const seen = await until('the answer', () => world.replies(asked)[0]);
    expect(seen.text).toContain(QUESTION);
    const shared = await world.press(asked, 'share');
    const inChannel = await until('the shared answer', () => world.replies(shared)[0]);
    expect(inChannel).toMatchObject({ private: false, bold: [WHO], pings: [] });
    expect(inChannel.text).toContain(`U1 asked: ${QUESTION}`);
    expect(inChannel.text).toContain(LABEL);

    const again = await world.press(asked, 'share');
    await afterwards(world);
    expect(world.replies(again)).toEqual([]);
  });

  it('shares by other means once the response_url is dead, and says so if that fails, too', async () => {
    const { world, slack } = await openWorld();
    const asked = await world.ask({ place: 'slash command', text: QUESTION });
    await until('the answer', () => world.replies(asked)[0]);
    const pressShare = async () => {
      const [, action] =
        buttonsOf(world.messages(asked)[0] as PostedMessage).find(([name]) => String(name) === 'share') ?? [];
      const press = { user: 'U1', channel: 'C1', messageTs: '1', thread: null, action: { ...action } };
      const { response, delivery } = blockAction(slack, press);
      slack.expireResponseUrl(response.id);
      await world.deliver(delivery);
    };
    slack.failing.set('chat.postMessage', 'not_in_channel');
    await pressShare();
    const apology = await until('the apology', () => slack.messages[1]);
    expect(apology.ephemeralFor).toBe('U1');
    expect(seeMessage(apology).text).toContain('mention reference');

    slack.failing.clear();
    await pressShare();
    const shared = await until('the shared answer', () => slack.messages[2]);
    expect(shared).toMatchObject({ channel: 'C1', ephemeralFor: null });
  });

  it('answers by other means once the response_url is dead', async () => {
    const { world, slack } = await openWorld();
    const { response, delivery } = slashCommand(slack, 'U1', QUESTION);
    slack.expireResponseUrl(response.id);
    await world.deliver(delivery);
    const posted = await until('the answer', () => slack.messages[0]);
    expect(posted).toMatchObject({ channel: 'C1', ephemeralFor: 'U1', thread: null });
  });

  it('says that there is nothing to find in a message without words', async () => {
    const { world } = await openWorld();
    const asked = await world.ask({ place: 'message shortcut', text: '' });
    const seen = await until('the reply', () => world.replies(asked)[0]);
    expect(seen.text).toContain('Nothing in the articles comes near');
  });
});
