import type { Logger } from 'pino';
import { DRAIN_LIMIT_MS, endWithin, onStopSignal } from '../bots/chat/stop-signals.ts';

/** How long a process whose state is unknown may still try to finish. */
export const CRASH_LIMIT_MS = 2_000;

export interface Guarded {
  readonly logger: Logger;
  /** Takes nothing new and finishes what is in hand. */
  readonly stop: () => Promise<void>;
}

/**
 * Keeps a process up and lets it end well. The first signal stops it within `DRAIN_LIMIT_MS`, a second one ends it at
 * once. A rejection that nobody handled is logged. After an exception that nobody caught, the state is unknown: what is
 * in hand may finish within `CRASH_LIMIT_MS`, then the process ends with 1.
 * @returns takes the guard away
 */
export function guardProcess({ logger, stop }: Guarded): () => void {
  const leave = (code: number, limit: number) => {
    endWithin(limit, code);
    return stop().then(undefined, (err) => logger.error({ err }, 'while stopping'));
  };
  const onRejection = (err: unknown) => logger.error({ err }, 'an error that nobody handled; going on');
  const onException = (err: unknown) => {
    logger.fatal({ err }, 'an exception that nobody caught; ending');
    process.exitCode = 1;
    void leave(1, CRASH_LIMIT_MS).then(() => process.exit(1));
  };
  const unlisten = onStopSignal((signal) => {
    logger.info({ signal }, 'stopping');
    void leave(0, DRAIN_LIMIT_MS);
  });
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onException);
  return () => {
    unlisten();
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onException);
  };
}
