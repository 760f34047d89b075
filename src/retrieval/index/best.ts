/** A passage and what it scores. */
export interface Scored {
  readonly passage: number;
  readonly score: number;
}

/** Keeps the best few of many scores, best first; of equal ones the first offered. */
export class Best {
  readonly #limit: number;
  readonly #kept: Scored[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What a score must exceed to be kept. */
  get bar(): number {
    return this.#kept.length < this.#limit
      ? Number.NEGATIVE_INFINITY
      : (this.#kept.at(-1)?.score ?? Number.POSITIVE_INFINITY);
  }

  offer(passage: number, score: number): void {
    if (score <= this.bar) return;
    let low = 0;
    let high = this.#kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#kept[middle] as Scored).score >= score) low = middle + 1;
      else high = middle;
    }
    this.#kept.splice(low, 0, { passage, score });
    if (this.#kept.length > this.#limit) this.#kept.pop();
  }

  get kept(): readonly Scored[] {
    return this.#kept;
  }
}
