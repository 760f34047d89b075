import type { Logger } from 'pino';
import type { Observer } from './observer.ts';

/** One line a question; its text only where that is allowed. */
export function logObserver(logger: Logger, { questions = false } = {}): Observer {
  return {
    questionDone: ({ id, adapter, outcome, reason, confidence, ms, timings, text }) => {
      const level = outcome === 'failed' ? 'warn' : 'info';
      const stages = Object.entries(timings).map(([stage, took]) => [stage, tenths(took)] as const);
      logger[level](
        {
          id,
          adapter,
          outcome,
          reason,
          confidence: confidence === null ? null : Number(confidence.toFixed(3)),
          ms: tenths(ms),
          timings: Object.fromEntries(stages),
          ...(questions && { question: text }),
        },
        'question',
      );
    },
    voted: (adapter, verdict) => logger.info({ adapter, verdict }, 'vote'),
    platformFailed: () => undefined,
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
