import { setImmediate } from 'node:timers/promises';
import { AttacheError } from '../../errors.ts';

/** Long work stops this often to let other work go on, such as answering a question; ms. */
const SLICE_MS = 20;

/** Divides long work into slices: call `pause` between its steps, which are to be much shorter than a slice. */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  #began = performance.now();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** @throws AttacheError ABORTED */
  async pause(): Promise<void> {
    if (performance.now() - this.#began < SLICE_MS) return;
    await setImmediate();
    if (this.#signal?.aborted) {
      throw new AttacheError('ABORTED', 'Indexing was stopped.', { cause: this.#signal.reason });
    }
    this.#began = performance.now();
  }
}
