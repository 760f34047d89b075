import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { EventTable } from '../store/events.ts';

/** Events remembered in memory, for the time when the database cannot be written. */
const MAX_IN_MEMORY = 5_000;

interface Seen {
  /** Whether the database knows of the event, too. */
  stored: boolean;
  /** Whether it was this process that took it. */
  ours: Promise<boolean>;
}

/**
 * Lets each event through once. The database decides, so that a restart changes nothing; if it fails, memory does:
 * a full disk must not silence the bot.
 */
export class Deduper {
  readonly #seen = new LRUCache<string, Seen>({ max: MAX_IN_MEMORY });
  readonly #platform: string;
  readonly #events: EventTable;
  readonly #logger: Logger;

  constructor(platform: string, events: EventTable, logger: Logger) {
    this.#platform = platform;
    this.#events = events;
    this.#logger = logger;
  }

  /** True if nobody has taken this event before. */
  async claim(id: string, job: string | null, now: number): Promise<boolean> {
    if (this.#seen.has(id)) return false;
    const event: Seen = { stored: true, ours: Promise.resolve(true) };
    this.#seen.set(id, event);
    const unknown = () => {
      event.stored = false;
      return true;
    };
    event.ours = this.#try('claim', unknown, () => this.#events.claim(this.#platform, id, job, now));
    return event.ours;
  }

  /** True if this process has taken the event: what the database has of it was not left behind. */
  async isOurs(id: string): Promise<boolean> {
    return (await this.#seen.get(id)?.ours) ?? false;
  }

  /** True if no other process has begun to deliver the reply. */
  async startDelivery(id: string): Promise<boolean> {
    if (this.#seen.get(id)?.stored === false) return true;
    return this.#try(
      'startDelivery',
      () => true,
      () => this.#events.startDelivery(this.#platform, id),
    );
  }

  /** Undoes `startDelivery`: the next start may answer. */
  putBack(id: string): Promise<void> {
    return this.#try('putBack', nothing, () => this.#events.putBack(this.#platform, id));
  }

  finish(id: string): Promise<void> {
    return this.#try('finish', nothing, () => this.#events.finish(this.#platform, id));
  }

  async #try<T>(step: string, otherwise: () => T, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (err) {
      this.#logger.error({ err, step }, 'the database of events failed; going on from memory');
      return otherwise();
    }
  }
}

const nothing = () => undefined;
