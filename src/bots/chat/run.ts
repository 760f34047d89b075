import type { Logger } from 'pino';
import type { ChatAdapter } from './adapter.ts';
import { DRAIN_LIMIT_MS, endWithin, onStopSignal } from './stop-signals.ts';

/**
 * Starts the adapter and stops it on the first SIGINT or SIGTERM. Resolves when it has stopped; rejects if it could
 * not start or lost its connection for good. What is in hand is waited for; what a platform's library still waits for
 * then is left.
 */
export async function runAdapter(adapter: ChatAdapter, logger: Logger): Promise<void> {
  const unlisten = onStopSignal((signal) => {
    endWithin(DRAIN_LIMIT_MS, 0);
    logger.info({ signal, ...adapter.status() }, 'stopping');
    void adapter.stop();
  });
  try {
    await adapter.start();
    await adapter.closed;
    logger.info('stopped');
  } catch (error) {
    await adapter.stop();
    throw error;
  } finally {
    unlisten();
  }
}
