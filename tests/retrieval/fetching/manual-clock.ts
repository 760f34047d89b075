import type { Clock } from '../../../src/retrieval/fetching/clock.ts';
import { unlessAborted } from '../../../src/retrieval/fetching/signals.ts';

/** A clock that nobody waits for: pauses are noted and over at once, alarms ring when the test says so. */
export class ManualClock implements Clock {
  /** Every pause so far; ms. */
  readonly pauses: number[] = [];
  /** With this set, pauses last until they are aborted. */
  standsStill = false;
  readonly #alarms = new Set<() => void>();
  #now = Date.UTC(2024, 0, 1);

  now(): number {
    return this.#now;
  }

  async pause(ms: number, signal: AbortSignal): Promise<void> {
    this.pauses.push(ms);
    if (this.standsStill) await unlessAborted(new Promise(() => {}), signal);
    this.pass(ms);
  }

  alarm(_ms: number, ring: () => void): () => void {
    this.#alarms.add(ring);
    return () => this.#alarms.delete(ring);
  }

  pass(ms: number): void {
    this.#now += ms;
  }

  /** Alarms that would ring. */
  get armed(): number {
    return this.#alarms.size;
  }

  /** Lets all alarms ring that nobody disarmed. */
  ringAlarms(): void {
    for (const ring of this.#alarms) ring();
  }
}
