import type { Client } from '@libsql/client';

const DAY_MS = 86_400_000;

/** A platform repeats a delivery for minutes, not days; three days outlast a weekend's outage. */
export const EVENT_RETENTION_DAYS = 3;

/** An event's question is of use for as long as it may be answered after a crash (`RECOVERY_MAX_AGE_MS`). */
export const JOB_RETENTION_MS = 15 * 60_000;

/**
 * Deletes what is older than it may be; `retentionDays` of 0 keeps answers, votes and conversations. Empties the
 * write-ahead log, too, in which what was deleted or changed still stands; a process that reads at that moment puts
 * this off to the next time.
 */
export async function prune(client: Client, retentionDays: number, now: number): Promise<void> {
  const statements = [
    { sql: 'DELETE FROM events WHERE received_at < ?', args: [now - EVENT_RETENTION_DAYS * DAY_MS] },
    {
      sql: 'UPDATE events SET job = NULL WHERE job IS NOT NULL AND received_at < ?',
      args: [now - JOB_RETENTION_MS],
    },
  ];
  if (retentionDays > 0) {
    const before = now - retentionDays * DAY_MS;
    statements.push(
      // Its votes go with a reply.
      { sql: 'DELETE FROM replies WHERE asked_at < ?', args: [before] },
      { sql: 'DELETE FROM conversation_questions WHERE asked_at < ?', args: [before] },
      { sql: 'DELETE FROM conversations WHERE last_at < ?', args: [before] },
    );
  }
  await client.batch(statements, 'write');
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
}
