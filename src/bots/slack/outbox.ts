import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { retryAfterSeconds } from './slack-errors.ts';

/** A reply that Slack will not take for this long is given up; by then its asker has left. */
export const MAX_RATE_LIMIT_WAIT_MS = 10 * 60_000;

export interface OutboxOptions {
  readonly logger: Logger;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Posts, one at a time for each channel, since Slack counts posts by channel (about one a second). When Slack says
 * 429, that channel waits as long as it asks (`Retry-After`), and the others go on.
 */
export class Outbox {
  readonly #lanes = new Map<string, Promise<unknown>>();
  readonly #closing = new AbortController();
  readonly #logger: Logger;
  readonly #sleep: (ms: number, signal: AbortSignal) => Promise<void>;

  constructor({ logger, sleep = (ms, signal) => wait(ms, undefined, { signal }) }: OutboxOptions) {
    this.#logger = logger;
    this.#sleep = sleep;
  }

  /** Runs `post` when it is the channel's turn, as often as Slack asks to come back. Rejects as `post` does. */
  send<T>(channel: string, post: () => Promise<T>): Promise<T> {
    const before = this.#lanes.get(channel) ?? Promise.resolve();
    const result = before.then(
      () => this.#patiently(channel, post),
      () => this.#patiently(channel, post),
    );
    this.#lanes.set(channel, result);
    const leave = () => {
      if (this.#lanes.get(channel) === result) this.#lanes.delete(channel);
    };
    result.then(leave, leave);
    return result;
  }

  /** Waits no longer for Slack: what is still refused rejects. */
  close(): void {
    this.#closing.abort();
  }

  async #patiently<T>(channel: string, post: () => Promise<T>): Promise<T> {
    let waited = 0;
    for (;;) {
      try {
        return await post();
      } catch (error) {
        const seconds = retryAfterSeconds(error);
        if (seconds === null || waited + seconds * 1_000 > MAX_RATE_LIMIT_WAIT_MS) throw error;
        waited += seconds * 1_000;
        this.#logger.info({ channel, seconds }, 'Slack asks to slow down');
        await this.#sleep(seconds * 1_000, this.#closing.signal);
      }
    }
  }
}
