import type { Clock } from './clock.ts';
import { Obstacle } from './obstacle.ts';
import { showSeconds } from './show.ts';
import { unlessAborted } from './signals.ts';

interface Pace {
  readonly clock: Clock;
  /** Between the end of one request and the start of the next; ms. */
  readonly delayMs: number;
  /** Longer rests are not waited for; ms. */
  readonly restMs: number;
}

interface Rest {
  readonly since: number;
  readonly ms: number;
}

/** Turns at one host: one request at a time, in the order of asking, with a pause between them. */
export class Turns {
  readonly #clock: Clock;
  readonly #restMs: number;
  #delayMs: number;
  #last: Promise<void> = Promise.resolve();
  #ended: number | null = null;
  #rest: Rest = { since: 0, ms: 0 };

  constructor({ clock, delayMs, restMs }: Pace) {
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#restMs = restMs;
  }

  /**
   * Runs `work` when it is its turn.
   *
   * @throws Obstacle 'unavailable' when the host asked for a rest that is too long to wait for; the signal's
   *   reason when it aborts before the turn
   */
  async take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const before = this.#last;
    let done = (): void => {};
    const own = new Promise<void>((resolve) => {
      done = resolve;
    });
    // Whoever gives up while waiting must not let the next one overtake those before.
    this.#last = before.then(() => own);
    try {
      await unlessAborted(before, signal);
      await this.#wait(signal);
      try {
        return await work();
      } finally {
        this.#ended = this.#clock.now();
      }
    } finally {
      done();
    }
  }

  /** Lets the host rest before the next turn, at least. */
  rest(ms: number): void {
    if (ms > this.#remainingRest()) this.#rest = { since: this.#clock.now(), ms };
  }

  /** Keeps at least this pause between requests from now on; ms. */
  slowDown(delayMs: number): void {
    this.#delayMs = Math.max(this.#delayMs, delayMs);
  }

  async #wait(signal: AbortSignal): Promise<void> {
    const rest = this.#remainingRest();
    if (rest > this.#restMs) {
      throw new Obstacle(
        'unavailable',
        `the server asks to be left alone for ${showSeconds(rest)}; try again after that`,
      );
    }
    const delay = this.#ended === null ? 0 : this.#delayMs - this.#since(this.#ended);
    const pause = Math.max(rest, delay);
    if (pause > 0) await this.#clock.pause(pause, signal);
    signal.throwIfAborted();
  }

  #remainingRest(): number {
    return this.#rest.ms - this.#since(this.#rest.since);
  }

  #since(time: number): number {
    return this.#clock.now() - time;
  }
}
