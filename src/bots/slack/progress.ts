import { setTimeout as wait } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Incoming } from '../chat/incoming.ts';
import { targetSchema } from './target.ts';

/** A reply waits no longer than this for its own status line. */
const SETTLE_MS = 1_000;

const STATUS = 'is looking through the articles…';

/**
 * The 'is looking through the articles…' line of a direct message. Slack clears it when the reply is posted, so a
 * reply must not overtake it. A courtesy: if it fails, nothing is lost.
 */
export class Progress {
  readonly #client: webApi.WebClient;
  readonly #logger: Logger;
  readonly #begun = new Map<string, Promise<unknown>>();

  constructor(client: webApi.WebClient, logger: Logger) {
    this.#client = client;
    this.#logger = logger;
  }

  begin(incoming: Incoming): void {
    const target = targetSchema.parse(incoming.target);
    if (target.type !== 'message' || target.thread === null || !target.channel.startsWith('D')) return;
    const status = this.#client.assistant.threads
      .setStatus({ channel_id: target.channel, thread_ts: target.thread, status: STATUS })
      .catch((err) => this.#logger.debug({ err }, 'could not set the status'));
    this.#begun.set(incoming.id, status);
  }

  /** Resolves once the status has arrived or is not worth waiting for. */
  async settle(incoming: Incoming): Promise<void> {
    const status = this.#begun.get(incoming.id);
    this.#begun.delete(incoming.id);
    const timer = new AbortController();
    const timeout = wait(SETTLE_MS, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([status, timeout]);
    timer.abort();
  }
}
