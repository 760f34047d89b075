import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeLock } from '../../../src/retrieval/ingest/lock.ts';
import { temporaryFolder } from '../../bots/temporary-folder.ts';

/** What another process does before ours moves a file. */
const meanwhile = vi.hoisted(() => ({ beforeMove: async () => {} }));
vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>();
  const rename: typeof fs.rename = async (from, to) => {
    await meanwhile.beforeMove();
    return fs.rename(from, to);
  };
  return { ...fs, rename };
});

const MINUTE_MS = 60_000;

let file: string;
beforeEach(async () => {
  file = path.join(await temporaryFolder(), 'lock');
});
afterEach(() => {
  vi.useRealTimers();
  meanwhile.beforeMove = async () => {};
});

/** Writes the lock of another run, with its last sign of life so long ago. */
async function lockOf(id: string, { host = 'elsewhere', minutesAgo = 0 } = {}): Promise<void> {
  await writeFile(file, JSON.stringify({ id, pid: process.pid, host }));
  const seen = new Date(Date.now() - minutesAgo * MINUTE_MS);
  await utimes(file, seen, seen);
}

const holder = async () => JSON.parse(await readFile(file, 'utf8')).id;
const taken = { code: 'INGEST_FAILED' };

describe('a lock', () => {
  it('is kept for as long as its run lasts, and given back at its end', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    const lock = await takeLock(file);
    const hours = 3 * 60 * MINUTE_MS;
    const at = (await stat(file)).mtimeMs;
    vi.advanceTimersByTime(hours);
    // The disk has its own time: its answers come when they come.
    await vi.waitUntil(async () => (await stat(file)).mtimeMs >= at + hours - 10 * MINUTE_MS);
    await expect(takeLock(file)).rejects.toMatchObject(taken);
    await lock.release();
    expect(vi.getTimerCount()).toBe(0);
    await (await takeLock(file)).release();
  });

  it('is taken over from a run that gave no sign of life for half an hour, no sooner', async () => {
    await lockOf('other', { minutesAgo: 29 });
    await expect(takeLock(file)).rejects.toMatchObject(taken);
    await lockOf('other', { minutesAgo: 31 });
    await (await takeLock(file)).release();
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('that is another run’s by now is not given back', async () => {
    const lock = await takeLock(file);
    await lockOf('other');
    await lock.release();
    expect(await holder()).toBe('other');
  });

  it('is left to the run that was faster to take over from one that is gone', async () => {
    await lockOf('gone', { minutesAgo: 31 });
    meanwhile.beforeMove = () => lockOf('faster', { host: hostname() });
    await expect(takeLock(file)).rejects.toMatchObject(taken);
    expect(await holder()).toBe('faster');
  });

  it('is taken where another run removed the one of a run that is gone', async () => {
    await lockOf('gone', { minutesAgo: 31 });
    meanwhile.beforeMove = async () => {
      const { rm } = await import('node:fs/promises');
      await rm(file, { force: true });
    };
    await (await takeLock(file)).release();
  });
});
