import type { FetchFailure } from './fetcher.ts';

interface ObstacleOptions extends ErrorOptions {
  /** Whether another attempt may succeed. Default: false. */
  readonly passing?: boolean;
  /** Rest that the server asked for; ms. */
  readonly restMs?: number | null;
}

/**
 * Why an address could not be had: the inner form of a `FetchError`, before it is known for which address it is
 * reported. The message is the part of the line that follows the address.
 */
export class Obstacle extends Error {
  override readonly name = 'Obstacle';
  readonly failure: FetchFailure;
  readonly passing: boolean;
  readonly restMs: number | null;

  constructor(failure: FetchFailure, message: string, options: ObstacleOptions = {}) {
    super(message, options);
    this.failure = failure;
    this.passing = options.passing ?? false;
    this.restMs = options.restMs ?? null;
  }
}
