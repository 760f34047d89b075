/** The stages of a question's path through the engine. */
export type Stage = 'resolve' | 'retrieve' | 'read' | 'choose';

/** Milliseconds that each stage took: what was not reached is missing. */
export type StageTimings = Readonly<Partial<Record<Stage, number>>>;

/** Tells how long each stage took; whatever passed since the last lap belongs to the stage that ends. */
export class Stopwatch {
  readonly #timings: Partial<Record<Stage, number>> = {};
  #last = performance.now();

  /** Ends a stage. */
  lap(stage: Stage): void {
    const now = performance.now();
    this.#timings[stage] = (this.#timings[stage] ?? 0) + now - this.#last;
    this.#last = now;
  }

  get timings(): StageTimings {
    return { ...this.#timings };
  }
}
