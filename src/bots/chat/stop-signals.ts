import { constants } from 'node:os';

/** Signals by which process managers ask a program to end. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** How long what is in hand may take to finish: `docker stop` kills after 10 s. */
export const DRAIN_LIMIT_MS = 9_500;

/**
 * Calls `stop` on the first signal that asks the program to end; a second one ends it at once. By itself, since for the
 * first process of a container a signal has no effect of its own.
 * @returns takes no notice of signals any more
 */
export function onStopSignal(stop: (signal: NodeJS.Signals) => void): () => void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    // As a shell tells of a process that a signal ended.
    if (isStopping) process.exit(128 + constants.signals[signal]);
    isStopping = true;
    stop(signal);
  };
  for (const name of STOP_SIGNALS) process.on(name, onSignal);
  return () => {
    for (const name of STOP_SIGNALS) process.off(name, onSignal);
  };
}

/** Ends the process when the limit is over; one that has nothing left to do ends before. */
export function endWithin(limitMs: number, code: number): void {
  setTimeout(() => process.exit(code), limitMs).unref();
}
