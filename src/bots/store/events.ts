import type { Client } from '@libsql/client';

/** A question that was taken in but not answered: the process died in between. */
export interface Unfinished {
  readonly id: string;
  /** As given to `claim`. */
  readonly job: string;
}

/** What has arrived, so that a second delivery of it is known, even after a restart. */
export class EventTable {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** True for the one caller that may answer this event. `job` is kept until `finish`; null keeps nothing. */
  async claim(platform: string, id: string, job: string | null, now: number): Promise<boolean> {
    const { rowsAffected } = await this.#client.execute({
      sql: "INSERT OR IGNORE INTO events (platform, id, received_at, state, job) VALUES (?, ?, ?, 'claimed', ?)",
      args: [platform, id, now, job],
    });
    return rowsAffected === 1;
  }

  /** True for the one caller that may deliver the reply: two processes on one file do not both. */
  async startDelivery(platform: string, id: string): Promise<boolean> {
    const { rowsAffected } = await this.#client.execute({
      sql: "UPDATE events SET state = 'delivering' WHERE platform = ? AND id = ? AND state = 'claimed'",
      args: [platform, id],
    });
    return rowsAffected === 1;
  }

  /** Undoes `startDelivery` for a reply that was not delivered after all. */
  async putBack(platform: string, id: string): Promise<void> {
    await this.#client.execute({
      sql: "UPDATE events SET state = 'claimed' WHERE platform = ? AND id = ? AND state = 'delivering'",
      args: [platform, id],
    });
  }

  /** Undoes `claim`: the event may come again. */
  async forget(platform: string, id: string): Promise<void> {
    await this.#client.execute({
      sql: 'DELETE FROM events WHERE platform = ? AND id = ?',
      args: [platform, id],
    });
  }

  async finish(platform: string, id: string): Promise<void> {
    await this.#client.execute({
      sql: "UPDATE events SET state = 'done', job = NULL WHERE platform = ? AND id = ?",
      args: [platform, id],
    });
  }

  /** Questions that were neither answered nor begun to be delivered, oldest first. */
  async unfinished(platform: string, since: number): Promise<Unfinished[]> {
    const { rows } = await this.#client.execute({
      sql: `SELECT id, job FROM events
        WHERE platform = ? AND state = 'claimed' AND job IS NOT NULL AND received_at >= ? ORDER BY received_at, id`,
      args: [platform, since],
    });
    return rows.map((row) => ({ id: String(row.id), job: String(row.job) }));
  }
}
