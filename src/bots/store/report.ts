import type { Client } from '@libsql/client';

/** A question, as often as it was asked. */
export interface AskedQuestion {
  readonly question: string;
  readonly times: number;
}

export interface Report {
  /** Days that the report looks back. */
  readonly days: number;
  readonly replies: number;
  readonly answered: number;
  readonly people: number;
  readonly up: number;
  readonly down: number;
  readonly mostAsked: readonly AskedQuestion[];
  /** Questions that the articles did not answer, most asked first. */
  readonly unanswered: readonly AskedQuestion[];
  readonly votedDown: readonly AskedQuestion[];
}

const DAY_MS = 86_400_000;
/** Reasons that say nothing about the articles. */
const NOT_A_MISS = "('empty', 'greeting', 'thanks', 'about_me', 'not_a_question')";

/** Counts what was asked over the last `days`, `limit` questions a list. */
export async function readReport(
  client: Client,
  days: number,
  limit: number,
  now = Date.now(),
): Promise<Report> {
  const since = now - days * DAY_MS;
  const count = async (sql: string) => Number((await client.execute({ sql, args: [since] })).rows[0]?.n ?? 0);
  const list = async (where: string, join = ''): Promise<AskedQuestion[]> => {
    const { rows } = await client.execute({
      sql: `SELECT MAX(r.question) AS question, COUNT(*) AS times FROM replies r ${join}
        WHERE r.asked_at >= ? AND r.topic <> '' AND ${where} GROUP BY r.topic ORDER BY times DESC, question LIMIT ?`,
      args: [since, limit],
    });
    return rows.map((row) => ({ question: String(row.question), times: Number(row.times) }));
  };
  const votes = (verdict: string) =>
    count(
      `SELECT COUNT(*) AS n FROM feedback f JOIN replies r ON r.id = f.reply_id WHERE r.asked_at >= ? AND f.verdict = '${verdict}'`,
    );
  return {
    days,
    replies: await count('SELECT COUNT(*) AS n FROM replies WHERE asked_at >= ?'),
    answered: await count("SELECT COUNT(*) AS n FROM replies WHERE asked_at >= ? AND status = 'answered'"),
    people: await count('SELECT COUNT(DISTINCT user_hash) AS n FROM replies WHERE asked_at >= ?'),
    up: await votes('up'),
    down: await votes('down'),
    mostAsked: await list(`(r.reason IS NULL OR r.reason NOT IN ${NOT_A_MISS})`),
    unanswered: await list(`r.status = 'abstained' AND r.reason NOT IN ${NOT_A_MISS}`),
    votedDown: await list("f.verdict = 'down'", 'JOIN feedback f ON f.reply_id = r.id'),
  };
}
