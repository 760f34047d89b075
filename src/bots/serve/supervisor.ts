import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AttacheError } from '../../errors.ts';
import type { Adapter, AdapterStatus } from '../chat/adapter.ts';

/** Pauses between attempts, in ms: doubling, up to the longest. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

export interface SupervisorOptions {
  /** As people write it. */
  readonly title: string;
  /** Makes an adapter that has not been started. */
  readonly create: () => Adapter;
  readonly logger: Logger;
  /** Told each time the platform could not be reached or was lost. */
  readonly onFailure: () => void;
  /** Resolves after that many ms; rejects once the signal fires. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Keeps one adapter running: an adapter that cannot start, or that loses its platform, is made anew after a pause, until
 * it is stopped or its platform refuses it (SETTINGS_INVALID).
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #stopping = new AbortController();
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<void>;
  #adapter: Adapter | null = null;
  #refusal: string | null = null;
  #isWaiting = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#wait = options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));
  }

  /** Resolves when the adapter was stopped, or its platform refuses it. Never rejects. */
  async run(): Promise<'stopped' | 'refused'> {
    const { signal } = this.#stopping;
    let pause = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      const adapter = this.#options.create();
      this.#adapter = adapter;
      this.#isWaiting = false;
      try {
        await adapter.start();
        pause = FIRST_PAUSE_MS;
        await adapter.closed;
        return 'stopped';
      } catch (error) {
        await adapter.stop();
        if (signal.aborted) break;
        this.#options.onFailure();
        if (isRefusal(error)) return this.#giveUp(error);
        this.#isWaiting = true;
        this.#sayRetry(error, pause);
        await this.#wait(pause, signal).catch(() => undefined);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
    return 'stopped';
  }

  /** Lets the adapter finish what is in hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#adapter?.stop();
  }

  /** `connecting` while it waits to try again. */
  get state(): AdapterStatus['state'] {
    if (this.#refusal !== null) return 'failed';
    return this.#isWaiting ? 'connecting' : (this.#adapter?.status().state ?? 'idle');
  }

  /** Why its platform refuses it; null if it does not. */
  get refusal(): string | null {
    return this.#refusal;
  }

  #giveUp({ message }: AttacheError): 'refused' {
    this.#refusal = message;
    this.#options.logger.error(`${this.#options.title} is off: ${message}`);
    return 'refused';
  }

  #sayRetry(err: unknown, pause: number): void {
    const { title, logger } = this.#options;
    const why = err instanceof Error ? err.message : String(err);
    logger.warn({ err }, `${title} is not connected, trying again in ${pause / 1_000} s: ${why}`);
  }
}

/** Whether trying again is of no use. */
function isRefusal(error: unknown): error is AttacheError {
  return error instanceof AttacheError && error.code === 'SETTINGS_INVALID';
}
