import { setTimeout as wait } from 'node:timers/promises';

/** Time as the fetcher knows it; injected by tests. */
export interface Clock {
  /** Milliseconds since 1970, which never go back. */
  now(): number;
  /** Resolves after `ms`. @throws the signal's reason or an error caused by it when it aborts */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** Rings once after `ms`, unless the function returned was called before. */
  alarm(ms: number, ring: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  pause: (ms, signal) => wait(ms, undefined, { signal }),
  alarm: (ms, ring) => {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  },
};
