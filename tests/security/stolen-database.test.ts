import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BotStore } from '../../src/bots/store/store.ts';
import { answered, highlighted, QUESTION, WHO } from '../bots/fake-assistant.ts';
import { temporaryFolder } from '../bots/temporary-folder.ts';

const USER = 'U0123ABCDEF';

/** A database in which somebody has asked, got an answer and voted, and that was tidied up since, as it is every hour. */
async function usedDatabase(storeQuestions: boolean): Promise<string> {
  const dataDir = path.join(await temporaryFolder(), 'data');
  const store = await BotStore.open({ dataDir, storeQuestions, retentionDays: 90 });
  const job = storeQuestions ? JSON.stringify({ user: USER, text: QUESTION }) : null;
  await store.events.claim('slack', 'C1:1.1', job, 1);
  const userHash = store.hashUser('slack', USER);
  const answer = answered(QUESTION, [highlighted(WHO)]);
  await store.replies.save({ id: 'r', platform: 'slack', userHash, askedAt: Date.now(), answer });
  await store.replies.vote('r', userHash, 'up', Date.now());
  await store.conversations.remember([`slack:dm:${USER}`], QUESTION, Date.now());
  await store.events.finish('slack', 'C1:1.1');
  store.close();
  (await BotStore.open({ dataDir, storeQuestions, retentionDays: 90 })).close();
  return dataDir;
}

/** What lies in a folder; SQLite's side files may go while they are listed, and then hold nothing. */
async function bytesOf(folder: string): Promise<Buffer> {
  const files = await readdir(folder);
  const read = (file: string) =>
    readFile(path.join(folder, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
  return Buffer.concat(await Promise.all(files.map(read)));
}

describe('a stolen database', () => {
  it('does not name who asked, once the questions are answered', async () => {
    expect((await bytesOf(await usedDatabase(true))).includes(USER)).toBe(false);
  });

  it('holds no question where questions may not be kept', async () => {
    const bytes = await bytesOf(await usedDatabase(false));
    expect([bytes.includes(QUESTION), bytes.includes(USER)]).toEqual([false, false]);
    expect((await bytesOf(await usedDatabase(true))).includes(QUESTION)).toBe(true);
  });

  it('lies in a folder that no other user of the machine can open', async () => {
    expect((await stat(await usedDatabase(true))).mode & 0o077).toBe(0);
  });
});
