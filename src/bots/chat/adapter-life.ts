import type { AdapterStatus } from './adapter.ts';
import { deferred } from './deferred.ts';

/** The life of an adapter: it starts once and stops once, and ends by itself when its platform is lost for good. */
export class AdapterLife {
  readonly #closed = deferred();
  #state: AdapterStatus['state'] = 'idle';
  #started: Promise<void> | null = null;
  #stopped: Promise<void> | null = null;
  /** Null once it is connected, or has failed to. */
  #attempt: AbortController | null = null;

  get state(): AdapterStatus['state'] {
    return this.#state;
  }

  /** As `Adapter.closed`. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /**
   * @param connect calls `ready` once it can take questions; what it opened it closes itself where it fails. The signal
   * fires if the adapter is stopped before that: to end early then is no failure.
   */
  start(connect: (stopped: AbortSignal) => Promise<void>): Promise<void> {
    this.#started ??= this.#start(connect);
    return this.#started;
  }

  /** Takes questions from now on, unless it has been told to stop meanwhile. */
  ready(): void {
    this.#attempt = null;
    if (this.#state === 'connecting') this.#state = 'ready';
  }

  /** The connection comes and goes while the adapter lives; tells whether it has just gone. */
  reconnects(state: 'connecting' | 'ready'): boolean {
    if (this.#state !== 'ready' && this.#state !== 'connecting') return false;
    this.#state = state;
    return state === 'connecting';
  }

  /** The connection is lost for good. */
  lose(error: unknown): void {
    this.#state = 'failed';
    this.#closed.reject(error);
  }

  /** @param shut takes nothing new, finishes what is in hand and closes; a start in progress is told, and ends first */
  stop(shut: () => Promise<void>): Promise<void> {
    this.#stopped ??= this.#stop(shut);
    return this.#stopped;
  }

  async #start(connect: (stopped: AbortSignal) => Promise<void>): Promise<void> {
    this.#state = 'connecting';
    const attempt = new AbortController();
    this.#attempt = attempt;
    try {
      await connect(attempt.signal);
    } catch (error) {
      if (attempt.signal.aborted) return;
      this.#state = 'failed';
      throw error;
    } finally {
      this.#attempt = null;
    }
  }

  async #stop(shut: () => Promise<void>): Promise<void> {
    this.#state = 'stopping';
    this.#attempt?.abort();
    await this.#started?.catch(() => undefined);
    await shut();
    this.#state = 'stopped';
    this.#closed.resolve();
  }
}
