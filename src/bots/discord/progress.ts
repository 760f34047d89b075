import type { Logger } from 'pino';
import type { Incoming } from '../chat/incoming.ts';
import type { DiscordApi } from './api.ts';
import { targetSchema } from './target.ts';

/** An answer that comes sooner needs no sign of life; the sign would only outlast it, by up to 10 s. */
export const PATIENCE_MS = 500;

/** 'is typing…' under a message whose answer takes long; commands have Discord's own 'thinking…'. */
export class Progress {
  readonly #api: Pick<DiscordApi, 'showTyping'>;
  readonly #logger: Logger;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(api: Pick<DiscordApi, 'showTyping'>, logger: Logger) {
    this.#api = api;
    this.#logger = logger;
  }

  begin(incoming: Incoming): void {
    const target = targetSchema.parse(incoming.target);
    // A message that was overheard may be left without an answer.
    if (target.type !== 'message' || incoming.overheard) return;
    const timer = setTimeout(() => {
      this.#timers.delete(incoming.id);
      this.#api
        .showTyping(target.channel)
        .catch((err) => this.#logger.debug({ err }, 'could not show typing'));
    }, PATIENCE_MS);
    this.#timers.set(incoming.id, timer.unref());
  }

  end(incoming: Incoming): void {
    clearTimeout(this.#timers.get(incoming.id));
    this.#timers.delete(incoming.id);
  }
}
