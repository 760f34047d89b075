import type { Client } from '@libsql/client';
import type { Answer } from '../../answers/answer.ts';
import { topicOf } from './topic.ts';

export type Verdict = 'up' | 'down';

/** Who got an answer, where and when. */
export interface ReplyRecord {
  readonly id: string;
  readonly platform: string;
  readonly userHash: string;
  readonly askedAt: number;
  readonly answer: Answer;
}

/** The answers given, for the buttons under them and for the report. */
export class ReplyTable {
  readonly #client: Client;
  readonly #keepText: boolean;

  constructor(client: Client, keepText: boolean) {
    this.#client = client;
    this.#keepText = keepText;
  }

  async save(reply: ReplyRecord): Promise<void> {
    const answer = this.#keepText ? reply.answer : { ...reply.answer, question: '' };
    await this.#client.execute({
      sql: `INSERT INTO replies
        (id, platform, asked_at, user_hash, question, topic, status, reason, confidence, article_ids, ms, answer)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [
        reply.id,
        reply.platform,
        reply.askedAt,
        reply.userHash,
        this.#keepText ? reply.answer.question : null,
        this.#keepText ? topicOf(reply.answer.question) : null,
        answer.status,
        answer.status === 'abstained' ? answer.reason : null,
        answer.confidence,
        JSON.stringify(articleIds(answer)),
        answer.ms,
        JSON.stringify(answer),
      ],
    });
  }

  /** The answer as it was given; null if it is unknown or past its retention. */
  async find(id: string): Promise<Answer | null> {
    const { rows } = await this.#client.execute({
      sql: 'SELECT answer FROM replies WHERE id = ?',
      args: [id],
    });
    // Written by `save` above, by this version or an earlier one with the same contract.
    return rows[0] ? (JSON.parse(String(rows[0].answer)) as Answer) : null;
  }

  /** A person's last vote counts. False if the answer is no longer known. */
  async vote(id: string, userHash: string, verdict: Verdict, now: number): Promise<boolean> {
    const { rowsAffected } = await this.#client.execute({
      sql: `INSERT INTO feedback (reply_id, user_hash, verdict, voted_at)
        SELECT id, ?2, ?3, ?4 FROM replies WHERE id = ?1
        ON CONFLICT (reply_id, user_hash) DO UPDATE SET verdict = excluded.verdict, voted_at = excluded.voted_at`,
      args: [id, userHash, verdict, now],
    });
    return rowsAffected === 1;
  }
}

function articleIds(answer: Answer): string[] {
  const sources = answer.status === 'answered' ? answer.citations : answer.nearest;
  return [...new Set(sources.map((source) => source.articleId))];
}
