import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RECOVERY_MAX_AGE_MS } from '../../../src/bots/chat/service.ts';
import { until } from '../until.ts';
import { incoming, type ServiceWorld, serviceWorld } from './service-world.ts';

let world: ServiceWorld;
beforeEach(async () => {
  world = await serviceWorld();
});
afterEach(() => void vi.useRealTimers());

describe('ChatService at a stop and the next start', () => {
  it('leaves what it cannot finish in time to the next start', async () => {
    world.assistant.hold();
    const { service } = await world.open({}, { drainTimeoutMs: 0 });
    const event = incoming();
    const outcome = service.receive(event);
    await until('the question to be in hand', () => world.assistant.asked.length === 1);
    await service.stop();
    expect(await outcome).toBe('postponed');
    expect(world.delivered).toEqual([]);

    world.assistant.release();
    const second = await world.open();
    expect(await second.service.recover()).toBe(1);
    await second.service.stop();
    expect(world.delivered.map(({ id }) => id)).toEqual([event.id]);
    expect(await second.service.recover()).toBe(0);
  });

  it('does not take what it has in hand for something that was left behind', async () => {
    world.assistant.hold();
    const { service } = await world.open();
    const outcome = service.receive(incoming());
    await until('the question to be in hand', () => world.assistant.asked.length === 1);
    expect(await service.recover()).toBe(0);
    world.assistant.release();
    expect(await outcome).toBe('answered');
    expect(world.assistant.asked).toHaveLength(1);
  });

  it('answers what was left behind though the platform sends it once more', async () => {
    const { service } = await world.open();
    await service.stop();
    const event = incoming();
    await service.receive(event);
    const second = await world.open();
    expect(await second.service.receive(event)).toBe('duplicate');
    expect(await second.service.recover()).toBe(1);
    await second.service.stop();
    expect(world.delivered.map(({ id }) => id)).toEqual([event.id]);
  });

  it('keeps what arrives while it is stopping for the next start', async () => {
    const { service } = await world.open();
    await service.stop();
    expect(await service.receive(incoming())).toBe('postponed');
    const second = await world.open();
    expect(await second.service.recover()).toBe(1);
    await second.service.stop();
    expect(world.delivered).toHaveLength(1);
  });

  it('leaves a reply for which the platform kept it waiting to the next start', async () => {
    const abort = new Error('stopped');
    abort.name = 'AbortError';
    const { service } = await world.open({}, { deliver: () => Promise.reject(abort) });
    expect(await service.receive(incoming())).toBe('postponed');
    const second = await world.open();
    expect(await second.service.recover()).toBe(1);
    await second.service.stop();
    expect(world.delivered).toHaveLength(1);
  });

  it('tells the asker when it is stopped and may not keep the question', async () => {
    world.assistant.hold();
    const { service } = await world.open({ ATTACHE_STORE_QUESTIONS: 'off' }, { drainTimeoutMs: 0 });
    void service.receive(incoming());
    await until('the question to be in hand', () => world.assistant.asked.length === 1);
    await service.stop();
    expect(world.delivered[0]?.view).toMatchObject({ notice: 'restarting' });
  });

  it.each([
    [RECOVERY_MAX_AGE_MS, 1],
    [RECOVERY_MAX_AGE_MS + 1, 0],
  ])('answers after %d ms what was left behind: %d', async (age, answered) => {
    const asked = Date.now();
    const first = await world.open({}, { now: () => asked });
    await first.service.stop();
    await first.service.receive(incoming());
    const second = await world.open({}, { now: () => asked + age });
    expect(await second.service.recover()).toBe(answered);
    await second.service.stop();
    expect(world.delivered).toHaveLength(answered);
  });

  it('stops though the platform never says whether it took the reply', async () => {
    const attempts: string[] = [];
    const { service } = await world.open(
      {},
      {
        deliver: (_, view) => {
          attempts.push(view.kind);
          return new Promise(() => {});
        },
      },
    );
    void service.receive(incoming());
    await until('the attempt', () => attempts.length === 1);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stopped = service.stop();
    vi.runAllTimers();
    await stopped;
    expect(service.counts.inHand).toBe(1);
  });
});
