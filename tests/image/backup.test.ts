import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DATABASE_FILE } from '../../src/bots/store/database.ts';
import { BotStore } from '../../src/bots/store/store.ts';
import { packageFile } from '../../src/package-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'attache-backup-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

const open = async (dataDir: string) => {
  const store = await BotStore.open({ dataDir, storeQuestions: true, retentionDays: 0 });
  onTestFinished(() => store.close());
  return store;
};
const backUp = (...args: string[]) =>
  promisify(execFile)(process.execPath, [packageFile('scripts/image/backup.js'), ...args], {
    env: { ATTACHE_DATA_DIR: path.join(folder, 'data') },
  });

describe('a backup', () => {
  it('holds what a running bot has stored, and can take the place of its database', async () => {
    const store = await open(path.join(folder, 'data'));
    await store.conversations.remember(['k'], 'who visited Ljubljana?', 1);
    await backUp(path.join(folder, 'copy.db'));
    await mkdir(path.join(folder, 'restored'));
    await rename(path.join(folder, 'copy.db'), path.join(folder, 'restored', DATABASE_FILE));
    const restored = await open(path.join(folder, 'restored'));
    expect(await restored.conversations.earlier('k', 0)).toEqual(['who visited Ljubljana?']);
  });

  it('does not write over an earlier one', async () => {
    await open(path.join(folder, 'data'));
    await backUp(path.join(folder, 'copy.db'));
    await expect(backUp(path.join(folder, 'copy.db'))).rejects.toMatchObject({
      stderr: expect.stringContaining('exists'),
    });
  });

  it('says where it looked in vain', async () => {
    await expect(backUp(path.join(folder, 'copy.db'))).rejects.toMatchObject({
      stderr: expect.stringContaining('ATTACHE_DATA_DIR'),
    });
  });
});
