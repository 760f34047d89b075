import { describe, expect, it } from 'vitest';
import { Turns } from '../../../src/retrieval/fetching/turns.ts';
import { ManualClock } from './manual-clock.ts';

const NEVER = new AbortController().signal;
const open = () => new Turns({ clock: new ManualClock(), delayMs: 0, restMs: 60_000 });

describe('a turn', () => {
  it('comes when the one before has ended, well or badly', async () => {
    const turns = open();
    const log: string[] = [];
    const turn = (name: string, fails = false) =>
      turns.take(async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
      }, NEVER);
    const outcomes = await Promise.allSettled([turn('first'), turn('second', true), turn('third')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('that is given up while waiting does not let the next one overtake', async () => {
    const turns = open();
    const log: string[] = [];
    let end = (): void => {};
    const first = turns.take(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
      NEVER,
    );
    const controller = new AbortController();
    const second = turns.take(async () => log.push('second'), controller.signal);
    const third = turns.take(async () => log.push('third'), NEVER);
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    // All that could begin by now has begun.
    await new Promise(setImmediate);
    expect(log).toEqual([]);
    end();
    await Promise.all([first, third]);
    expect(log).toEqual(['third']);
  });

  it('does not come to whoever has given up before', async () => {
    const turns = open();
    const log: string[] = [];
    await expect(turns.take(async () => log.push('ran'), AbortSignal.abort())).rejects.toThrow();
    expect(log).toEqual([]);
    await turns.take(async () => log.push('next'), NEVER);
    expect(log).toEqual(['next']);
  });
});
