import { beforeEach, describe, expect, it } from 'vitest';
import type { Incoming } from '../../../src/bots/chat/incoming.ts';
import { WorkQueue } from '../../../src/bots/chat/work-queue.ts';
import { abstained, FOLLOW_UP, QUESTION } from '../fake-assistant.ts';
import { until } from '../until.ts';
import { incoming, type ServiceWorld, serviceWorld, thread } from './service-world.ts';

let world: ServiceWorld;
beforeEach(async () => {
  world = await serviceWorld();
});

describe('ChatService in a conversation', () => {
  it.each<[string, Partial<Incoming>]>([
    ['a greeting', { text: 'hello' }],
    ['a call for help', { text: '' }],
    ['a question that is too long', { text: 'long '.repeat(200) }],
    ['a question that fails', { text: 'fail' }],
    ['a question too many', { user: 'busybody' }],
  ])('takes part in a conversation that begins with %s', async (_, overrides) => {
    world.assistant.reply = (question) => {
      if (question === 'fail') throw new Error('down');
      return abstained(question, { reason: 'greeting' });
    };
    const { service, store } = await world.open({ ATTACHE_RATE_LIMIT: '1' });
    await service.receive(incoming({ user: 'busybody' }));
    await service.receive(incoming({ ...overrides, conversation: thread('t') }));
    expect(await store.conversations.has('t')).toBe(true);
    expect(await store.conversations.earlier('t', 0)).toEqual([]);
  });

  it('takes part in a conversation before it has answered', async () => {
    world.assistant.hold();
    const { service, store } = await world.open();
    const outcome = service.receive(incoming({ conversation: thread('t') }));
    await until('the question to be in hand', () => world.assistant.asked.length === 1);
    expect(await store.conversations.has('t')).toBe(true);
    world.assistant.release();
    await outcome;
  });

  it('does not join a conversation that it merely overhears', async () => {
    const { service, store } = await world.open();
    await service.receive(incoming({ overheard: true, text: 'thanks', conversation: thread('t') }));
    expect(await store.conversations.has('t')).toBe(false);
  });

  it('does not apologise under what it overhears: for a failure, a flood, a restart', async () => {
    const overheard = { overheard: true, awaited: false };
    const { service } = await world.open({ ATTACHE_RATE_LIMIT: '1' });
    world.assistant.reply = () => Promise.reject(new Error('down'));
    expect(await service.receive(incoming(overheard))).toBe('failed');
    expect(await service.receive(incoming(overheard))).toBe('silent');

    world.assistant.reply = null;
    world.assistant.hold();
    const second = await world.open({ ATTACHE_STORE_QUESTIONS: 'off' }, { drainTimeoutMs: 0 });
    const outcome = second.service.receive(incoming(overheard));
    await until('the question to be in hand', () => world.assistant.asked.length === 2);
    await second.service.stop();
    expect(await outcome).toBe('postponed');
    expect(world.delivered).toEqual([]);
  });

  it('tells whoever replied to an answer of failures, but not of noise', async () => {
    const reply = { overheard: true, isReply: true, awaited: false };
    const { service } = await world.open();
    world.assistant.reply = () => Promise.reject(new Error('down'));
    expect(await service.receive(incoming(reply))).toBe('failed');
    expect(world.delivered).toHaveLength(1);
    for (const text of ['', 'thanks '.repeat(100)])
      expect(await service.receive(incoming({ ...reply, text }))).toBe('silent');
    expect(world.delivered).toHaveLength(1);
  });

  it('leaves small talk that it overhears alone', async () => {
    const { service } = await world.open();
    expect(await service.receive(incoming({ overheard: true, text: 'thanks all' }))).toBe('silent');
    expect(await service.receive(incoming({ overheard: true, text: '' }))).toBe('silent');
    world.assistant.reply = (question) => abstained(question, { reason: 'off_topic' });
    expect(await service.receive(incoming({ overheard: true }))).toBe('silent');
    expect(world.delivered).toEqual([]);
  });

  it('gives earlier questions of the conversation, but not small talk', async () => {
    const { service } = await world.open();
    for (const text of [QUESTION, 'thanks', FOLLOW_UP])
      await service.receive(incoming({ text, conversation: thread('t') }));
    expect(world.assistant.asked.at(-1)?.context).toEqual([QUESTION]);
  });

  it('answers the questions of a conversation one after the other, and others meanwhile', async () => {
    world.assistant.hold();
    const { service } = await world.open({}, { queue: new WorkQueue({ concurrency: 2 }).lane() });
    const conversation = thread('t');
    const outcomes = [service.receive(incoming({ text: 'one?', conversation }))];
    await until('the first question', () => world.assistant.asked.length === 1);
    outcomes.push(service.receive(incoming({ text: 'two?', conversation })));
    await until('the second to wait', () => service.counts.waiting === 1);
    outcomes.push(service.receive(incoming({ text: 'another?', conversation: thread('u') })));
    await until('the other conversation', () => world.assistant.asked.length === 2);
    world.assistant.release();
    await Promise.all(outcomes);
    expect(world.assistant.asked.map(({ question }) => question)).toEqual(['one?', 'another?', 'two?']);
  });

  it('forgets the conversation of a direct message after its time', async () => {
    let now = 1_000_000;
    const { service } = await world.open({}, { now: () => now });
    const conversation = { read: 'dm', write: ['dm'], maxAgeMs: 60_000 };
    await service.receive(incoming({ conversation }));
    now += 60_001;
    await service.receive(incoming({ text: FOLLOW_UP, conversation }));
    expect(world.assistant.asked.at(-1)?.context).toEqual([]);
  });
});
