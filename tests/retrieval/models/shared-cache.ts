import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** One cache for all test files and runs, so that the models are built once a machine. */
export const sharedCache: string = join(tmpdir(), 'attache-test-cache');

const folders: string[] = [];

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

/** A new, empty folder, for tests about building; removed when the test file is done. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-test-'));
  folders.push(folder);
  return folder;
}
