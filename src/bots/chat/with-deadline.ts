import { AttacheError } from '../../errors.ts';

/**
 * Settles as the task does, but no later than `timeoutMs` or the moment that `stop` fires; a task that ignores its
 * signal holds up nobody. (Not `AbortSignal.any`: under Node 20 it keeps every signal that hangs on a long-lived one.)
 */
export async function withDeadline<T>(
  task: (signal: AbortSignal) => Promise<T>,
  stop: AbortSignal,
  timeoutMs: number,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  stop.addEventListener('abort', abort, { once: true });
  if (stop.aborted) abort();
  const aborted = new Promise<never>((_, reject) => {
    const why = () =>
      reject(new AttacheError('ABORTED', `No answer within ${timeoutMs} ms, or the bot was stopped.`));
    if (controller.signal.aborted) why();
    else controller.signal.addEventListener('abort', why, { once: true });
  });
  try {
    return await (controller.signal.aborted ? aborted : Promise.race([aborted, task(controller.signal)]));
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', abort);
    aborted.catch(() => undefined);
  }
}
