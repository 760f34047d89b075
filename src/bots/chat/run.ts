import type { Logger } from 'pino';
import type { ChatAdapter } from './adapter.ts';

/** Signals by which process managers ask a program to end. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Starts the adapter and stops it on the first SIGINT or SIGTERM. Resolves when it has stopped; rejects if it could
 * not start or lost its connection for good. A second signal ends the process as it would without us.
 */
export async function runAdapter(adapter: ChatAdapter, logger: Logger): Promise<void> {
  const stop = (signal: NodeJS.Signals) => {
    for (const name of STOP_SIGNALS) process.off(name, stop);
    logger.info({ signal, ...adapter.status() }, 'stopping');
    void adapter.stop();
  };
  for (const name of STOP_SIGNALS) process.on(name, stop);
  try {
    await adapter.start();
    await adapter.closed;
    logger.info('stopped');
  } catch (error) {
    await adapter.stop();
    throw error;
  } finally {
    for (const name of STOP_SIGNALS) process.off(name, stop);
  }
}
