import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Incoming } from '../../../src/bots/chat/incoming.ts';
import { ASK_TIMEOUT_MS } from '../../../src/bots/chat/service.ts';
import { WorkQueue } from '../../../src/bots/chat/work-queue.ts';
import { until } from '../until.ts';
import { incoming, type ServiceWorld, serviceWorld, thread } from './service-world.ts';

let world: ServiceWorld;
beforeEach(async () => {
  world = await serviceWorld();
});
afterEach(() => void vi.useRealTimers());

describe('ChatService', () => {
  it('refuses other places without a word', async () => {
    const { service } = await world.open({}, { allow: { spaces: ['T2'], channels: [] } });
    expect(await service.receive(incoming())).toBe('refused');
    expect(world.delivered).toEqual([]);
  });

  it('explains itself to an empty message', async () => {
    const { service } = await world.open();
    expect(await service.receive(incoming({ text: ' ' }))).toBe('notice');
    expect(world.delivered[0]?.view).toMatchObject({ kind: 'notice', notice: 'help' });
  });

  it('says so when a question is too long', async () => {
    const { service } = await world.open();
    await service.receive(incoming({ text: 'long '.repeat(200) }));
    expect(world.delivered[0]?.view).toMatchObject({ notice: 'too_long' });
    expect(world.assistant.asked).toEqual([]);
  });

  it('counts only what can be seen of a question', async () => {
    const { service } = await world.open();
    await service.receive(incoming({ text: `${'\u00ad'.repeat(600)}who visited Tartu?` }));
    await service.receive(incoming({ text: '\u200e\u00ad' }));
    expect(world.delivered.map(({ view }) => view)).toMatchObject([
      { kind: 'abstention' },
      { notice: 'help' },
    ]);
  });

  it('says so when too many wait', async () => {
    world.assistant.hold();
    const { service } = await world.open({}, { queue: new WorkQueue({ concurrency: 1 }).lane(1) });
    const first = service.receive(incoming());
    await until('the first to run', () => world.assistant.asked.length === 1);
    const second = service.receive(incoming());
    await until('the second to wait', () => service.counts.waiting === 1);
    expect(await service.receive(incoming())).toBe('notice');
    expect(world.delivered[0]?.view).toMatchObject({ notice: 'busy' });
    world.assistant.release();
    expect(await Promise.all([first, second])).toEqual(['answered', 'answered']);
  });

  it('tells a person once a minute that they ask too much, and those who await a reply each time', async () => {
    let now = 1_000_000;
    const { service } = await world.open({ ATTACHE_RATE_LIMIT: '1' }, { now: () => now });
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
    const { service } = await world.open({ ATTACHE_RATE_LIMIT: '1' });
    await service.receive(incoming({ text: 'help' }));
    await service.receive(incoming({ text: '' }));
    expect(world.delivered.map(({ view }) => view)).toMatchObject([
      { notice: 'help' },
      { notice: 'rate_limited' },
    ]);
  });

  it('passes on the dates that a person chose', async () => {
    const { service } = await world.open();
    await service.receive(incoming({ since: '2023-01-01', until: '2023-12-31' }));
    expect(world.assistant.asked[0]?.options).toMatchObject({ since: '2023-01-01', until: '2023-12-31' });
  });

  it('apologises with a plain line when the platform refuses the layout', async () => {
    const { service, lines } = await world.open(
      {},
      {
        deliver: async ({ id }, view) => {
          if (view.kind === 'answer') throw new Error('invalid_blocks');
          world.delivered.push({ id, view });
        },
      },
    );
    expect(await service.receive(incoming())).toBe('failed');
    expect(world.delivered[0]?.view).toMatchObject({ notice: 'failed' });
    expect(JSON.stringify(lines)).toContain('invalid_blocks');
  });

  it('does not apologise where the platform may have taken the reply and not said so in time', async () => {
    const attempts: string[] = [];
    const { service } = await world.open(
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
    const { service, store } = await world.open();
    store.close();
    const event = incoming({ conversation: thread('t') });
    expect(await service.receive(event)).toBe('answered');
    expect(await service.receive(event)).toBe('duplicate');
    expect(world.delivered).toHaveLength(1);
  });

  it('answers though the database failed for a moment', async () => {
    const { service, store } = await world.open();
    store.events.claim = () => Promise.reject(new Error('disk full'));
    expect(await service.receive(incoming())).toBe('answered');
    expect(world.delivered).toHaveLength(1);
  });

  it('apologises when the core hangs', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    world.assistant.hold();
    const { service } = await world.open();
    const outcome = service.receive(incoming());
    await until('the question to be in hand', () => world.assistant.asked.length === 1);
    vi.advanceTimersByTime(ASK_TIMEOUT_MS);
    expect(await outcome).toBe('failed');
    expect(world.delivered[0]?.view).toMatchObject({ notice: 'failed' });
    expect(world.assistant.asked[0]?.options.signal?.aborted).toBe(true);
  });
});
