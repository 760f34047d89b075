import type { Client } from '@libsql/client';
import { LRUCache } from 'lru-cache';

/** Earlier questions that are kept and given to the assistant: a pronoun rarely reaches back further. */
export const MAX_EARLIER_QUESTIONS = 5;

/** Conversations whose questions are held in memory when they may not be written to disk. */
const MAX_IN_MEMORY = 1_000;

interface Asked {
  readonly at: number;
  readonly question: string;
}

/**
 * The earlier questions of each conversation. Without `keepText` only the keys are on disk, the words in memory. A key
 * may name a person (a direct message), so that it is stored as a pseudonym.
 */
export class ConversationTable {
  readonly #client: Client;
  readonly #keepText: boolean;
  readonly #pseudonym: (key: string) => string;
  readonly #memory = new LRUCache<string, readonly Asked[]>({ max: MAX_IN_MEMORY });

  constructor(client: Client, keepText: boolean, pseudonym: (key: string) => string) {
    this.#client = client;
    this.#keepText = keepText;
    this.#pseudonym = pseudonym;
  }

  /** Whether the bot takes part in this conversation. */
  async has(key: string): Promise<boolean> {
    const { rows } = await this.#client.execute({
      sql: 'SELECT 1 FROM conversations WHERE key = ?',
      args: [this.#pseudonym(key)],
    });
    return rows.length > 0;
  }

  /** Earlier questions asked at `since` or later, oldest first. */
  async earlier(key: string, since: number): Promise<string[]> {
    return (await this.#asked(key, since)).map(({ question }) => question);
  }

  /** Takes the earlier questions of one conversation over into another; they keep their time, and so their retention. */
  async copy(from: string, to: string, since: number): Promise<void> {
    for (const { at, question } of await this.#asked(from, since)) await this.remember([to], question, at);
  }

  /** Takes part in these conversations from now on. */
  async join(keys: readonly string[], now: number): Promise<void> {
    if (keys.length === 0) return;
    await this.#client.batch(
      keys.map((key) => touch(this.#pseudonym(key), now)),
      'write',
    );
  }

  async remember(keys: readonly string[], question: string, now: number): Promise<void> {
    if (keys.length === 0) return;
    const statements = keys
      .map(this.#pseudonym)
      .flatMap((key) => [touch(key, now), ...(this.#keepText ? this.#keep(key, question, now) : [])]);
    if (!this.#keepText) {
      for (const key of keys) {
        const asked = [...(this.#memory.get(key) ?? []), { at: now, question }];
        this.#memory.set(key, asked.slice(-MAX_EARLIER_QUESTIONS));
      }
    }
    await this.#client.batch(statements, 'write');
  }

  async #asked(key: string, since: number): Promise<readonly Asked[]> {
    if (!this.#keepText) return (this.#memory.get(key) ?? []).filter(({ at }) => at >= since);
    const { rows } = await this.#client.execute({
      sql: `SELECT asked_at, question FROM conversation_questions WHERE key = ? AND asked_at >= ?
        ORDER BY asked_at DESC, rowid DESC LIMIT ?`,
      args: [this.#pseudonym(key), since, MAX_EARLIER_QUESTIONS],
    });
    return rows.map((row) => ({ at: Number(row.asked_at), question: String(row.question) })).reverse();
  }

  #keep(key: string, question: string, now: number) {
    return [
      {
        sql: 'INSERT INTO conversation_questions (key, asked_at, question) VALUES (?, ?, ?)',
        args: [key, now, question],
      },
      {
        sql: `DELETE FROM conversation_questions WHERE key = ?1 AND rowid NOT IN (
          SELECT rowid FROM conversation_questions WHERE key = ?1 ORDER BY asked_at DESC, rowid DESC LIMIT ?2)`,
        args: [key, MAX_EARLIER_QUESTIONS],
      },
    ];
  }
}

function touch(key: string, now: number) {
  return {
    sql: 'INSERT INTO conversations (key, last_at) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET last_at = MAX(last_at, excluded.last_at)',
    args: [key, now],
  };
}
