import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Incoming } from '../../../src/bots/chat/incoming.ts';
import type { ReplyView } from '../../../src/bots/chat/reply-view.ts';
import { ChatService, type ChatServiceOptions } from '../../../src/bots/chat/service.ts';
import { WorkQueue } from '../../../src/bots/chat/work-queue.ts';
import { parseChatSettings } from '../../../src/bots/settings.ts';
import { BotStore } from '../../../src/bots/store/store.ts';
import { abstained, FakeAssistant, FOLLOW_UP, QUESTION } from '../fake-assistant.ts';
import { recordingLogger } from '../recording-logger.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';

let dataDir: string;
let assistant: FakeAssistant;
let delivered: { id: string; view: ReplyView }[];
let next = 0;

beforeEach(async () => {
  dataDir = await temporaryFolder();
  assistant = new FakeAssistant();
  delivered = [];
});

function incoming(overrides: Partial<Incoming> = {}): Incoming {
  next += 1;
  return {
    id: `event${next}`,
    kind: 'ask',
    text: QUESTION,
    user: 'U1',
    space: 'T1',
    channel: 'C1',
    conversation: null,
    overheard: false,
    since: null,
    until: null,
    target: null,
    ...overrides,
  };
}

async function open(env: Record<string, string> = {}, options: Partial<ChatServiceOptions> = {}) {
  const settings = parseChatSettings({ ATTACHE_DATA_DIR: dataDir, ...env });
  const store = await BotStore.open(settings);
  onTestFinished(() => store.close());
  const { logger, lines } = recordingLogger();
  const service = new ChatService({
    platform: 'slack',
    assistant,
    store,
    settings,
    allow: { spaces: [], channels: [] },
    logger,
    deliver: async ({ id }, view) => void delivered.push({ id, view }),
    ...options,
  });
  return { service, store, lines };
}

const thread = (key: string) => ({ read: key, write: [key], maxAgeMs: null });

describe('ChatService', () => {
  it('refuses other places without a word', async () => {
    const { service } = await open({}, { allow: { spaces: ['T2'], channels: [] } });
    expect(await service.receive(incoming())).toBe('refused');
    expect(delivered).toEqual([]);
  });

  it('explains itself to an empty message', async () => {
    const { service } = await open();
    expect(await service.receive(incoming({ text: ' ' }))).toBe('notice');
    expect(delivered[0]?.view).toMatchObject({ kind: 'notice', notice: 'help' });
  });

  it('says so when a question is too long', async () => {
    const { service } = await open();
    await service.receive(incoming({ text: 'long '.repeat(200) }));
    expect(delivered[0]?.view).toMatchObject({ notice: 'too_long' });
    expect(assistant.asked).toEqual([]);
  });

  it('says so when too many wait', async () => {
    assistant.hold();
    const { service } = await open({}, { queue: new WorkQueue({ concurrency: 1 }).lane(1) });
    const first = service.receive(incoming());
    await until('the first to run', () => assistant.asked.length === 1);
    const second = service.receive(incoming());
    await until('the second to wait', () => service.counts.waiting === 1);
    expect(await service.receive(incoming())).toBe('notice');
    expect(delivered[0]?.view).toMatchObject({ notice: 'busy' });
    assistant.release();
    expect(await Promise.all([first, second])).toEqual(['answered', 'answered']);
  });

  it('tells a person once a minute that they ask too much, and those who await a reply each time', async () => {
    let now = 1_000_000;
    const { service } = await open({ ATTACHE_RATE_LIMIT: '1' }, { now: () => now });
    const ask = (overrides: Partial<Incoming>) => service.receive(incoming(overrides));
    await ask({ awaited: false });
    expect(await ask({ awaited: false })).toBe('notice');
    expect(await ask({ awaited: false })).toBe('silent');
    expect(await ask({})).toBe('notice');
    expect(await ask({ awaited: false, user: 'U2' })).toBe('answered');
    now += 60_000;
    await ask({ awaited: false });
    expect(await ask({ awaited: false })).toBe('notice');
  });

  it('counts the questions for help, too', async () => {
    const { service } = await open({ ATTACHE_RATE_LIMIT: '1' });
    await service.receive(incoming({ text: 'help' }));
    await service.receive(incoming({ text: '' }));
    expect(delivered.map(({ view }) => view)).toMatchObject([{ notice: 'help' }, { notice: 'rate_limited' }]);
  });

  it.each<[string, Partial<Incoming>]>([
    ['a greeting', { text: 'hello' }],
    ['a call for help', { text: '' }],
    ['a question that is too long', { text: 'long '.repeat(200) }],
    ['a question that fails', { text: 'fail' }],
    ['a question too many', { user: 'busybody' }],
  ])('takes part in a conversation that begins with %s', async (_, overrides) => {
    assistant.reply = (question) => {
      if (question === 'fail') throw new Error('down');
      return abstained(question, { reason: 'greeting' });
    };
    const { service, store } = await open({ ATTACHE_RATE_LIMIT: '1' });
    await service.receive(incoming({ user: 'busybody' }));
    await service.receive(incoming({ ...overrides, conversation: thread('t') }));
    expect(await store.conversations.has('t')).toBe(true);
    expect(await store.conversations.earlier('t', 0)).toEqual([]);
  });

  it('takes part in a conversation before it has answered', async () => {
    assistant.hold();
    const { service, store } = await open();
    const outcome = service.receive(incoming({ conversation: thread('t') }));
    await until('the question to be in hand', () => assistant.asked.length === 1);
    expect(await store.conversations.has('t')).toBe(true);
    assistant.release();
    await outcome;
  });

  it('does not join a conversation that it merely overhears', async () => {
    const { service, store } = await open();
    await service.receive(incoming({ overheard: true, text: 'thanks', conversation: thread('t') }));
    expect(await store.conversations.has('t')).toBe(false);
  });

  it('does not apologise under what it overhears: for a failure, a flood, a restart', async () => {
    const overheard = { overheard: true, awaited: false };
    const { service } = await open({ ATTACHE_RATE_LIMIT: '1' });
    assistant.reply = () => Promise.reject(new Error('down'));
    expect(await service.receive(incoming(overheard))).toBe('failed');
    expect(await service.receive(incoming(overheard))).toBe('silent');

    assistant.reply = null;
    assistant.hold();
    const second = await open({ ATTACHE_STORE_QUESTIONS: 'off' }, { drainTimeoutMs: 0 });
    const outcome = second.service.receive(incoming(overheard));
    await until('the question to be in hand', () => assistant.asked.length === 2);
    await second.service.stop();
    expect(await outcome).toBe('postponed');
    expect(delivered).toEqual([]);
  });

  it('leaves small talk that it overhears alone', async () => {
    const { service } = await open();
    expect(await service.receive(incoming({ overheard: true, text: 'thanks all' }))).toBe('silent');
    expect(await service.receive(incoming({ overheard: true, text: '' }))).toBe('silent');
    assistant.reply = (question) => abstained(question, { reason: 'off_topic' });
    expect(await service.receive(incoming({ overheard: true }))).toBe('silent');
    expect(delivered).toEqual([]);
  });

  it('passes on the dates that a person chose', async () => {
    const { service } = await open();
    await service.receive(incoming({ since: '2023-01-01', until: '2023-12-31' }));
    expect(assistant.asked[0]?.options).toMatchObject({ since: '2023-01-01', until: '2023-12-31' });
  });

  it('gives earlier questions of the conversation, but not small talk', async () => {
    const { service } = await open();
    for (const text of [QUESTION, 'thanks', FOLLOW_UP])
      await service.receive(incoming({ text, conversation: thread('t') }));
    expect(assistant.asked.at(-1)?.context).toEqual([QUESTION]);
  });

  it('forgets the conversation of a direct message after its time', async () => {
    let now = 1_000_000;
    const { service } = await open({}, { now: () => now });
    const conversation = { read: 'dm', write: ['dm'], maxAgeMs: 60_000 };
    await service.receive(incoming({ conversation }));
    now += 60_001;
    await service.receive(incoming({ text: FOLLOW_UP, conversation }));
    expect(assistant.asked.at(-1)?.context).toEqual([]);
  });

  it('apologises with a plain line when the platform refuses the layout', async () => {
    const { service, lines } = await open(
      {},
      {
        deliver: async ({ id }, view) => {
          if (view.kind === 'answer') throw new Error('invalid_blocks');
          delivered.push({ id, view });
        },
      },
    );
    expect(await service.receive(incoming())).toBe('failed');
    expect(delivered[0]?.view).toMatchObject({ notice: 'failed' });
    expect(JSON.stringify(lines)).toContain('invalid_blocks');
  });

  it('does not apologise where the platform may have taken the reply and not said so in time', async () => {
    const attempts: string[] = [];
    const { service } = await open(
      {},
      {
        deliver: async (_, view) => {
          attempts.push(view.kind);
          throw new DOMException('no answer in time', 'TimeoutError');
        },
      },
    );
    expect(await service.receive(incoming())).toBe('failed');
    expect(attempts).toEqual(['answer']);
  });

  it('answers on when the database is gone, once', async () => {
    const { service, store } = await open();
    store.close();
    const event = incoming({ conversation: thread('t') });
    expect(await service.receive(event)).toBe('answered');
    expect(await service.receive(event)).toBe('duplicate');
    expect(delivered).toHaveLength(1);
  });

  it('answers though the database failed for a moment', async () => {
    const { service, store } = await open();
    store.events.claim = () => Promise.reject(new Error('disk full'));
    expect(await service.receive(incoming())).toBe('answered');
    expect(delivered).toHaveLength(1);
  });

  it('leaves what it cannot finish in time to the next start', async () => {
    assistant.hold();
    const { service } = await open({}, { drainTimeoutMs: 0 });
    const event = incoming();
    const outcome = service.receive(event);
    await until('the question to be in hand', () => assistant.asked.length === 1);
    await service.stop();
    expect(await outcome).toBe('postponed');
    expect(delivered).toEqual([]);

    assistant.release();
    const second = await open();
    expect(await second.service.recover()).toBe(1);
    await second.service.stop();
    expect(delivered.map(({ id }) => id)).toEqual([event.id]);
    expect(await second.service.recover()).toBe(0);
  });

  it('does not take what it has in hand for something that was left behind', async () => {
    assistant.hold();
    const { service } = await open();
    const outcome = service.receive(incoming());
    await until('the question to be in hand', () => assistant.asked.length === 1);
    expect(await service.recover()).toBe(0);
    assistant.release();
    expect(await outcome).toBe('answered');
    expect(assistant.asked).toHaveLength(1);
  });

  it('answers what was left behind though the platform sends it once more', async () => {
    const { service } = await open();
    await service.stop();
    const event = incoming();
    await service.receive(event);
    const second = await open();
    expect(await second.service.receive(event)).toBe('duplicate');
    expect(await second.service.recover()).toBe(1);
    await second.service.stop();
    expect(delivered.map(({ id }) => id)).toEqual([event.id]);
  });

  it('keeps what arrives while it is stopping for the next start', async () => {
    const { service } = await open();
    await service.stop();
    expect(await service.receive(incoming())).toBe('postponed');
    const second = await open();
    expect(await second.service.recover()).toBe(1);
    await second.service.stop();
    expect(delivered).toHaveLength(1);
  });

  it('leaves a reply for which the platform kept it waiting to the next start', async () => {
    const abort = new Error('stopped');
    abort.name = 'AbortError';
    const { service } = await open({}, { deliver: () => Promise.reject(abort) });
    expect(await service.receive(incoming())).toBe('postponed');
    const second = await open();
    expect(await second.service.recover()).toBe(1);
    await second.service.stop();
    expect(delivered).toHaveLength(1);
  });

  it('tells the asker when it is stopped and may not keep the question', async () => {
    assistant.hold();
    const { service } = await open({ ATTACHE_STORE_QUESTIONS: 'off' }, { drainTimeoutMs: 0 });
    void service.receive(incoming());
    await until('the question to be in hand', () => assistant.asked.length === 1);
    await service.stop();
    expect(delivered[0]?.view).toMatchObject({ notice: 'restarting' });
  });
});
