import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Client, createClient, type InStatement } from '@libsql/client';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Answer } from '../../../src/answers/answer.ts';
import { RECOVERY_MAX_AGE_MS } from '../../../src/bots/chat/service.ts';
import { DATABASE_FILE, migrate, openDatabase } from '../../../src/bots/store/database.ts';
import { MIGRATIONS } from '../../../src/bots/store/migrations.ts';
import { readReport } from '../../../src/bots/store/report.ts';
import { formatReport, reportCommand } from '../../../src/bots/store/report-command.ts';
import { EVENT_RETENTION_DAYS, JOB_RETENTION_MS, prune } from '../../../src/bots/store/retention.ts';
import { BotStore } from '../../../src/bots/store/store.ts';
import { abstained, answered, highlighted, QUESTION, UNANSWERABLE, WHO } from '../fake-assistant.ts';
import { temporaryFolder } from '../temporary-folder.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await temporaryFolder();
});

async function open(options: { storeQuestions?: boolean; retentionDays?: number } = {}): Promise<BotStore> {
  const store = await BotStore.open({ dataDir, storeQuestions: true, retentionDays: 90, ...options });
  onTestFinished(() => store.close());
  return store;
}

async function database() {
  const client = await openDatabase(dataDir);
  onTestFinished(() => client.close());
  return client;
}

describe('the database', () => {
  it('is brought to the newest schema and stays there', async () => {
    await open();
    await open();
    const { rows } = await (await database()).execute('PRAGMA user_version');
    expect(rows[0]?.user_version).toBe(MIGRATIONS.length);
  });

  it('is refused if a newer version wrote it', async () => {
    const client = await database();
    await client.execute('PRAGMA user_version = 99');
    await expect(openDatabase(dataDir)).rejects.toThrow(/newer Attaché/);
  });

  it('is made once, though another process makes it between our look and our turn', async () => {
    const file = path.join(dataDir, DATABASE_FILE);
    const client = createClient({ url: pathToFileURL(file).href });
    onTestFinished(() => client.close());
    const other: Client[] = [];
    await migrate(
      {
        batch: (...args) => client.batch(...args),
        execute: async (sql: InStatement) => {
          const seen = await client.execute(sql);
          if (other.length === 0) other.push(await database());
          return seen;
        },
      },
      file,
    );
    const { rows } = await client.execute('PRAGMA user_version');
    expect(rows[0]?.user_version).toBe(MIGRATIONS.length);
  });

  it.each([
    ['is none', async () => Buffer.from('x'.repeat(5_000))],
    ['has lost its schema', async (file: string) => (await readFile(file)).fill(0x55, 100, 4_096)],
  ])('says what to do about a file that %s', async (_, spoil) => {
    const sound = await openDatabase(dataDir);
    await sound.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    sound.close();
    const file = path.join(dataDir, DATABASE_FILE);
    await writeFile(file, await spoil(file));
    await expect(openDatabase(dataDir)).rejects.toThrow(/bots\.db is damaged: put a backup in its place/);
  });

  it('says what to do about a folder that cannot be written', async () => {
    await writeFile(path.join(dataDir, 'file'), '');
    await expect(openDatabase(path.join(dataDir, 'file'))).rejects.toThrow(/ATTACHE_DATA_DIR/);
  });

  it('survives kill -9 with everything that was committed', async () => {
    const child = fork(path.join(import.meta.dirname, 'write-until-killed.ts'), [dataDir], {
      execArgv: ['--import', 'tsx'],
    });
    const [written] = (await once(child, 'message')) as [number];
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await open();
    expect((await store.events.unfinished('slack', 0)).length).toBeGreaterThanOrEqual(written);
    const check = await (await database()).execute('PRAGMA integrity_check');
    expect(check.rows[0]?.integrity_check).toBe('ok');
  });
});

describe('events', () => {
  it('are claimed once, even by two processes', async () => {
    const [one, two] = [await open(), await open()];
    expect(await one.events.claim('slack', 'e', null, 1)).toBe(true);
    expect(await two.events.claim('slack', 'e', null, 1)).toBe(false);
    expect(await two.events.claim('discord', 'e', null, 1)).toBe(true);
    expect(await one.events.startDelivery('slack', 'e')).toBe(true);
    expect(await two.events.startDelivery('slack', 'e')).toBe(false);
  });

  it('that were not finished are found again, without their text once they are', async () => {
    const { events } = await open();
    await events.claim('slack', 'a', '{"a":1}', 10);
    await events.claim('slack', 'old', '{}', 1);
    expect(await events.unfinished('slack', 5)).toEqual([{ id: 'a', job: '{"a":1}' }]);
    await events.finish('slack', 'a');
    expect(await events.unfinished('slack', 0)).toEqual([{ id: 'old', job: '{}' }]);
  });
});

describe('an event', () => {
  it('is forgotten after three days', async () => {
    const { events } = await open();
    const client = await database();
    const days = EVENT_RETENTION_DAYS * 86_400_000;
    await events.claim('slack', 'e', null, 0);
    await prune(client, 0, days);
    expect(await events.claim('slack', 'e', null, 0)).toBe(false);
    await prune(client, 0, days + 1);
    expect(await events.claim('slack', 'e', null, 0)).toBe(true);
  });
});

describe('the question of an event', () => {
  it('goes once it can no longer be answered, whatever became of it, and the event stays known', async () => {
    const { events } = await open();
    const client = await database();
    const now = 10 * JOB_RETENTION_MS;
    for (const id of ['claimed', 'cut off'])
      await events.claim('slack', id, '{"text":"q"}', now - JOB_RETENTION_MS - 1);
    await events.startDelivery('slack', 'cut off');
    await events.claim('slack', 'fresh', '{"text":"q"}', now - JOB_RETENTION_MS);
    await prune(client, 0, now);
    const { rows } = await client.execute('SELECT id FROM events WHERE job IS NOT NULL');
    expect(rows.map(({ id }) => id)).toEqual(['fresh']);
    expect(await events.claim('slack', 'cut off', null, now)).toBe(false);
  });

  it('is kept for as long as it is answered after a crash', () => {
    expect(JOB_RETENTION_MS).toBe(RECOVERY_MAX_AGE_MS);
  });
});

describe('conversations', () => {
  it('keep the last five questions in order', async () => {
    const { conversations } = await open();
    for (let index = 1; index <= 7; index += 1) await conversations.remember(['k', 'l'], `q${index}`, index);
    expect(await conversations.earlier('k', 0)).toEqual(['q3', 'q4', 'q5', 'q6', 'q7']);
    expect(await conversations.earlier('l', 6)).toEqual(['q6', 'q7']);
    expect([await conversations.has('k'), await conversations.has('other')]).toEqual([true, false]);
  });

  it.each([true, false])(
    'begin with what another was about, at its time (on disk: %s)',
    async (storeQuestions) => {
      const { conversations } = await open({ storeQuestions });
      await conversations.remember(['k'], 'q1', 1);
      await conversations.remember(['k'], 'q2', 2);
      await conversations.copy('k', 'l', 2);
      await conversations.remember(['l'], 'q3', 3);
      expect(await conversations.earlier('l', 0)).toEqual(['q2', 'q3']);
      expect(await conversations.earlier('l', 3)).toEqual(['q3']);
    },
  );

  it('forget each question after its own retention, and go on', async () => {
    const { conversations } = await open();
    const now = 200 * 86_400_000;
    await conversations.remember(['k'], 'old', 1);
    await conversations.copy('k', 'l', 0);
    await conversations.remember(['k', 'l'], 'new', now);
    await prune(await database(), 90, now);
    expect(await conversations.earlier('k', 0)).toEqual(['new']);
    expect(await conversations.earlier('l', 0)).toEqual(['new']);
  });

  it('keep no words on disk if they may not, but know the thread again', async () => {
    const { conversations } = await open({ storeQuestions: false });
    await conversations.remember(['k'], 'a secret question', Date.now());
    expect(await conversations.earlier('k', 0)).toEqual(['a secret question']);
    const later = await open({ storeQuestions: false });
    expect(await later.conversations.has('k')).toBe(true);
    expect(await later.conversations.earlier('k', 0)).toEqual([]);
  });
});

describe('replies', () => {
  const save = (
    store: BotStore,
    id: string,
    answer: Answer = answered(QUESTION, [highlighted(WHO)]),
    askedAt = Date.now(),
  ) =>
    store.replies.save({ id, platform: 'slack', userHash: store.hashUser('slack', 'U1'), askedAt, answer });

  it('come back as they were given', async () => {
    const store = await open();
    await save(store, 'r');
    expect(await store.replies.find('r')).toEqual(answered(QUESTION, [highlighted(WHO)]));
    expect(await store.replies.find('unknown')).toBeNull();
  });

  it('leave neither the question nor the user id on disk if questions may not be kept', async () => {
    const store = await open({ storeQuestions: false });
    await save(store, 'r', answered('a secret question', [highlighted(WHO)]));
    store.close();
    for (const suffix of ['', '-wal']) {
      const bytes = await readFile(path.join(dataDir, DATABASE_FILE + suffix)).catch(() => Buffer.alloc(0));
      expect(bytes.includes('a secret question')).toBe(false);
      expect(bytes.includes('U1')).toBe(false);
    }
  });

  it('hash a person to the same pseudonym after a restart, to another on another platform', async () => {
    const [one, two] = [await open(), await open()];
    expect(one.hashUser('slack', 'U1')).toBe(two.hashUser('slack', 'U1'));
    expect(one.hashUser('slack', 'U1')).not.toBe(one.hashUser('discord', 'U1'));
  });

  it('hash a person to another pseudonym in another database', async () => {
    const here = await open();
    dataDir = await temporaryFolder();
    const elsewhere = await open();
    expect(elsewhere.hashUser('slack', 'U1')).not.toBe(here.hashUser('slack', 'U1'));
  });

  it('refuse a vote on an unknown answer', async () => {
    const store = await open();
    expect(await store.replies.vote('unknown', 'hash', 'up', 1)).toBe(false);
  });

  it('are counted for the report', async () => {
    const store = await open();
    await save(store, 'a');
    await save(store, 'b', answered('who visited ljubljana, in October', [highlighted(WHO)]));
    await save(store, 'c', abstained(UNANSWERABLE));
    await save(store, 'd', abstained('hello', { reason: 'greeting' }));
    await store.replies.vote('a', 'one', 'down', 1);
    await store.replies.vote('b', 'one', 'up', 1);
    const report = await readReport(await database(), 30, 10);
    expect(report).toMatchObject({ replies: 4, answered: 2, people: 1, up: 1, down: 1 });
    expect(report.mostAsked[0]).toEqual({ question: 'who visited ljubljana, in October', times: 2 });
    expect(report.unanswered).toEqual([{ question: UNANSWERABLE, times: 1 }]);
    expect(report.votedDown).toEqual([{ question: QUESTION, times: 1 }]);
    expect(formatReport(report)).toContain('4 questions (50 % answered) from 1 person, 1 👍, 1 👎.');
  });

  it('are forgotten after their retention, with their votes; 0 keeps them', async () => {
    const store = await open();
    await save(store, 'old', undefined, 0);
    await store.replies.vote('old', 'one', 'up', 0);
    await store.conversations.remember(['k'], 'q', 0);
    const client = await database();
    await prune(client, 0, 200 * 86_400_000);
    expect(await store.replies.find('old')).not.toBeNull();
    await prune(client, 90, 200 * 86_400_000);
    expect(await store.replies.find('old')).toBeNull();
    expect(await store.conversations.has('k')).toBe(false);
    expect((await client.execute('SELECT COUNT(*) AS n FROM feedback')).rows[0]?.n).toBe(0);
  });
});

describe('attache report', () => {
  it('prints what was asked, also as JSON', async () => {
    const store = await open();
    const answer = answered(QUESTION, [highlighted(WHO)]);
    await store.replies.save({ id: 'a', platform: 'slack', userHash: 'h', askedAt: Date.now(), answer });
    const output: string[] = [];
    const run = (...args: string[]) =>
      reportCommand({
        env: { ATTACHE_DATA_DIR: dataDir },
        write: (text) => void output.push(text),
      }).parseAsync(args, {
        from: 'user',
      });
    await run();
    await run('--json', '--days', '7');
    expect(output[0]).toContain(`    1  ${QUESTION}`);
    expect(JSON.parse(output[1] ?? '')).toMatchObject({ days: 7, replies: 1 });
  });
});
