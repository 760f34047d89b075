import { describe, expect, it } from 'vitest';
import { withDeadline } from '../../../src/bots/chat/with-deadline.ts';

const LONG_MS = 600_000;
/** Ignores its signal, as a model that hangs does; hands the signal out. */
function hang() {
  const given: AbortSignal[] = [];
  const task = (signal: AbortSignal) => {
    given.push(signal);
    return new Promise<never>(() => {});
  };
  return { given, task };
}

describe('withDeadline', () => {
  it('settles as its task does', async () => {
    const { signal } = new AbortController();
    await expect(withDeadline(async () => 'done', signal, LONG_MS)).resolves.toBe('done');
    const fail = async () => Promise.reject(new TypeError('no'));
    await expect(withDeadline(fail, signal, LONG_MS)).rejects.toThrow(TypeError);
  });

  it('gives up a task that hangs, and tells it', async () => {
    const { given, task } = hang();
    const { signal } = new AbortController();
    await expect(withDeadline(task, signal, 1)).rejects.toMatchObject({ code: 'ABORTED' });
    expect(given[0]?.aborted).toBe(true);
  });

  it('gives up a task that hangs when it is stopped', async () => {
    const { given, task } = hang();
    const stop = new AbortController();
    const running = withDeadline(task, stop.signal, LONG_MS);
    stop.abort();
    await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
    expect(given[0]?.aborted).toBe(true);
  });

  it('begins nothing once it is stopped', async () => {
    const { given, task } = hang();
    await expect(withDeadline(task, AbortSignal.abort(), LONG_MS)).rejects.toMatchObject({ code: 'ABORTED' });
    expect(given).toEqual([]);
  });
});
