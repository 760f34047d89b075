import { LRUCache } from 'lru-cache';

const MINUTE_MS = 60_000;
/** People whose questions are counted at the same time; beyond it the quietest are forgotten. */
const MAX_PEOPLE = 10_000;

/** Counts each person's questions over the last 60 s (a sliding window). */
export class RateLimiter {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #recent = new LRUCache<string, number[]>({ max: MAX_PEOPLE });
  readonly #told = new LRUCache<string, number>({ max: MAX_PEOPLE });

  /** A limit of 0 allows everything. */
  constructor(perMinute: number, now: () => number = Date.now) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Counts a question and says in how many seconds the next one is welcome: 0 if this one is. */
  secondsToWait(person: string): number {
    if (this.#perMinute === 0) return 0;
    const now = this.#now();
    const recent = (this.#recent.get(person) ?? []).filter((at) => at > now - MINUTE_MS);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= this.#perMinute) {
      return Math.max(1, Math.ceil((oldest + MINUTE_MS - now) / 1_000));
    }
    this.#recent.set(person, [...recent, now]);
    return 0;
  }

  /** True once a minute for each person: to answer each question of a flood with a line would be a flood, too. */
  mayTell(person: string): boolean {
    const now = this.#now();
    if (now - (this.#told.get(person) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS) return false;
    this.#told.set(person, now);
    return true;
  }
}
