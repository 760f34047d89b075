import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../../src/bots/chat/allow-list.ts';
import { dayLabel } from '../../../src/bots/chat/day-label.ts';
import { RateLimiter } from '../../../src/bots/chat/rate-limiter.ts';
import { newReference } from '../../../src/bots/chat/reference.ts';
import { WorkQueue } from '../../../src/bots/chat/work-queue.ts';

describe('RateLimiter', () => {
  it('counts each person over a sliding minute', () => {
    let now = 0;
    const limiter = new RateLimiter(2, () => now);
    expect([limiter.secondsToWait('a'), limiter.secondsToWait('a')]).toEqual([0, 0]);
    now = 15_000;
    expect(limiter.secondsToWait('a')).toBe(45);
    expect(limiter.secondsToWait('b')).toBe(0);
    now = 60_001;
    expect(limiter.secondsToWait('a')).toBe(0);
  });

  it('does not hold a refused question against the person', () => {
    let now = 0;
    const limiter = new RateLimiter(1, () => now);
    limiter.secondsToWait('a');
    now = 59_000;
    limiter.secondsToWait('a');
    now = 61_000;
    expect(limiter.secondsToWait('a')).toBe(0);
  });

  it('lets a person be told once a minute, each apart', () => {
    let now = 0;
    const limiter = new RateLimiter(1, () => now);
    expect([limiter.mayTell('a'), limiter.mayTell('a'), limiter.mayTell('b')]).toEqual([true, false, true]);
    now = 60_000;
    expect(limiter.mayTell('a')).toBe(true);
  });

  it('allows everything at 0', () => {
    const limiter = new RateLimiter(0);
    expect(Array.from({ length: 50 }, () => limiter.secondsToWait('a')).every((wait) => wait === 0)).toBe(
      true,
    );
  });
});

describe('isAllowed', () => {
  const place = { space: 'T1', channel: 'C1' };
  it.each([
    ['everything without lists', { spaces: [], channels: [] }, true],
    ['a listed space', { spaces: ['T1'], channels: [] }, true],
    ['not another space', { spaces: ['T2'], channels: [] }, false],
    ['a listed channel', { spaces: [], channels: ['C1'] }, true],
    ['not another channel of a listed space', { spaces: ['T1'], channels: ['C2'] }, false],
  ])('allows %s', (_, lists, allowed) => {
    expect(isAllowed(lists, place)).toBe(allowed);
  });

  it('refuses a place without a space once spaces are listed', () => {
    expect(isAllowed({ spaces: ['T1'], channels: [] }, { space: null, channel: 'dm' })).toBe(false);
  });
});

describe('WorkQueue', () => {
  const gate = () => {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    return { open, opened };
  };

  it('runs the jobs of one conversation in order and those of others beside them', async () => {
    const lane = new WorkQueue({ concurrency: 2 }).lane();
    const order: string[] = [];
    const first = gate();
    const jobs = [
      lane.add('a', () => first.opened.then(() => void order.push('a1'))),
      lane.add('a', async () => void order.push('a2')),
      lane.add('b', async () => {
        order.push('b1');
        first.open();
      }),
    ];
    await Promise.all(jobs);
    expect(order).toEqual(['b1', 'a1', 'a2']);
  });

  it('lets the lanes take turns, so that a flood in one does not hold up another', async () => {
    const queue = new WorkQueue({ concurrency: 1 });
    const [flooded, quiet] = [queue.lane(), queue.lane()];
    const order: string[] = [];
    const note = (name: string) => async () => void order.push(name);
    const jobs = [1, 2, 3, 4].map((n) => flooded.add(null, note(`flood ${n}`)));
    jobs.push(quiet.add(null, note('quiet')));
    await Promise.all(jobs);
    expect(order).toEqual(['flood 1', 'quiet', 'flood 2', 'flood 3', 'flood 4']);
  });

  it('keeps conversations of different lanes apart, even if their keys are the same', async () => {
    const queue = new WorkQueue({ concurrency: 2 });
    const [one, other] = [queue.lane(), queue.lane()];
    const first = gate();
    const waiting = one.add('a', () => first.opened);
    await other.add('a', async () => first.open());
    await waiting;
  });

  it('refuses what exceeds the capacity of its lane, and of no other', async () => {
    const queue = new WorkQueue({ concurrency: 1 });
    const [lane, other] = [queue.lane(1), queue.lane(1)];
    const first = gate();
    const running = lane.add(null, () => first.opened);
    const waiting = [lane.add(null, async () => undefined), other.add(null, async () => undefined)];
    await expect(lane.add(null, async () => undefined)).rejects.toThrow('full');
    first.open();
    await Promise.all([running, ...waiting]);
    expect([lane.waiting, other.waiting]).toEqual([0, 0]);
  });

  it('goes on after a job that failed', async () => {
    const lane = new WorkQueue({ concurrency: 1 }).lane();
    await expect(lane.add('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(lane.add('a', async () => 'yes')).resolves.toBe('yes');
  });
});

describe('dayLabel', () => {
  it.each([
    ['2023-11-04', '4 Nov 2023'],
    ['2023-13-04', null],
    ['soon', null],
    [null, null],
  ])('writes %s as %s', (day, label) => {
    expect(dayLabel(day)).toBe(label);
  });
});

describe('newReference', () => {
  it('is easy to read out', () => {
    expect(newReference()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });
});
