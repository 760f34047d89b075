import { describe, expect, it, onTestFinished } from 'vitest';
import { AnswerButtons } from '../../../src/bots/chat/buttons.ts';
import type { Incoming } from '../../../src/bots/chat/incoming.ts';
import type { Deliver } from '../../../src/bots/chat/sender.ts';
import { ChatService } from '../../../src/bots/chat/service.ts';
import { parseChatSettings } from '../../../src/bots/settings.ts';
import { BotStore } from '../../../src/bots/store/store.ts';
import { logObserver } from '../../../src/bots/telemetry/log-observer.ts';
import { Metrics } from '../../../src/bots/telemetry/metrics.ts';
import { observers, type QuestionRecord } from '../../../src/bots/telemetry/observer.ts';
import { FakeAssistant, QUESTION, UNANSWERABLE } from '../fake-assistant.ts';
import { recordingLogger } from '../recording-logger.ts';
import { temporaryFolder } from '../temporary-folder.ts';

let next = 0;

function incoming(overrides: Partial<Incoming> = {}): Incoming {
  next += 1;
  const place = { space: 'T1', channel: 'C1', conversation: null, overheard: false };
  const days = { since: null, until: null };
  return {
    id: `event${next}`,
    kind: 'ask',
    text: QUESTION,
    user: 'U1',
    ...place,
    ...days,
    target: null,
    ...overrides,
  };
}

async function open(env: Record<string, string> = {}, deliver: Deliver = async () => {}) {
  const settings = parseChatSettings({ ATTACHE_DATA_DIR: await temporaryFolder(), ...env });
  const store = await BotStore.open(settings);
  onTestFinished(() => store.close());
  const { logger, lines } = recordingLogger();
  const assistant = new FakeAssistant();
  const records: QuestionRecord[] = [];
  const metrics = new Metrics({ waiting: () => [], ready: () => [], index: () => null });
  const recorder = {
    questionDone: (record: QuestionRecord) => void records.push(record),
    voted: () => undefined,
    platformFailed: () => undefined,
  };
  const observer = observers(recorder, metrics, logObserver(logger));
  const shared = { platform: 'slack', assistant, store, logger, observer } as const;
  const service = new ChatService({ ...shared, settings, allow: { spaces: [], channels: [] }, deliver });
  return { service, buttons: new AnswerButtons(shared), assistant, records, metrics, lines };
}

describe('what an observer is told of questions in chats', () => {
  it('what became of each, how sure the answer is, and how long each stage took', async () => {
    const { service, records } = await open();
    await service.receive(incoming());
    await service.receive(incoming({ text: UNANSWERABLE }));
    expect(records).toMatchObject([
      { adapter: 'slack', outcome: 'answered', confidence: 0.9, reason: null, text: QUESTION },
      { adapter: 'slack', outcome: 'abstained', confidence: 0.1, reason: 'nothing_found' },
    ]);
    expect(Object.keys(records[0]?.timings ?? {})).toEqual(['wait', 'deliver']);
  });

  it('the stages of the engine, where it tells them', async () => {
    const { service, assistant, records } = await open();
    const ask = assistant.ask.bind(assistant);
    assistant.ask = (question, options) => {
      options?.onTimings?.({ resolve: 1, retrieve: 2, read: 3, choose: 4 });
      return ask(question, options);
    };
    await service.receive(incoming());
    expect(records[0]?.timings).toMatchObject({ resolve: 1, retrieve: 2, read: 3, choose: 4 });
    expect(Object.keys(records[0]?.timings ?? {})).toEqual([
      'wait',
      'resolve',
      'retrieve',
      'read',
      'choose',
      'deliver',
    ]);
  });

  it('what was not asked at all, and why', async () => {
    const { service, records } = await open({ ATTACHE_RATE_LIMIT: '3' });
    for (const text of ['help', 'long '.repeat(200), QUESTION, QUESTION])
      await service.receive(incoming({ text }));
    expect(records.map(({ outcome }) => outcome)).toEqual(['help', 'too_long', 'answered', 'rate_limited']);
  });

  it('failures, as warnings in the log', async () => {
    const { service, assistant, records, lines } = await open();
    assistant.reply = () => {
      throw new Error('no');
    };
    await service.receive(incoming());
    expect(records.map(({ outcome }) => outcome)).toEqual(['failed']);
    expect(lines.find(({ msg }) => msg === 'question')).toMatchObject({ level: 40, outcome: 'failed' });
  });

  it('nothing of what is none of its business: other places, second deliveries', async () => {
    const { service, records } = await open();
    const twice = incoming();
    await service.receive(twice);
    await service.receive(twice);
    expect(records).toHaveLength(1);
  });
});

describe('Metrics', () => {
  it('count votes on answers that are known', async () => {
    let replyId = '';
    const { service, buttons, metrics } = await open({}, async (_, view) => {
      if (view.kind === 'answer') replyId = view.replyId;
    });
    await service.receive(incoming());
    await buttons.vote(replyId, 'U1', 'up');
    await buttons.vote('unknown', 'U1', 'down');
    const text = await metrics.registry.metrics();
    expect(text).toContain('attache_feedback_total{adapter="slack",verdict="up"} 1\n');
    expect(text).not.toContain('verdict="down"');
  });

  it('count replies that the platform did not take', async () => {
    const { service, metrics } = await open({}, () => Promise.reject(new Error('msg_too_long')));
    await service.receive(incoming());
    expect(await metrics.registry.metrics()).toContain(
      'attache_platform_errors_total{adapter="slack",what="delivery"} 1\n',
    );
  });
});
