import { stat } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { takeLock } from '../../../src/retrieval/ingest/lock.ts';
import { temporaryFolder } from '../../bots/temporary-folder.ts';

afterEach(() => void vi.useRealTimers());

it('a lock is kept for as long as its run lasts, and given back at its end', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  const file = path.join(await temporaryFolder(), 'lock');
  const lock = await takeLock(file);
  const hours = 3 * 3_600_000;
  const taken = (await stat(file)).mtimeMs;
  vi.advanceTimersByTime(hours);
  // The disk has its own time: its answers come when they come.
  await vi.waitUntil(async () => (await stat(file)).mtimeMs >= taken + hours - 10 * 60_000);
  await expect(takeLock(file)).rejects.toMatchObject({ code: 'INGEST_FAILED' });
  await lock.release();
  expect(vi.getTimerCount()).toBe(0);
  await (await takeLock(file)).release();
});
