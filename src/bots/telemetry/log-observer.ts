import type { Logger } from 'pino';
import type { Observer } from './observer.ts';

/** One line a question; its text only where that is allowed. */
export function logObserver(logger: Logger, { questions = false } = {}): Observer {
  return {
    questionDone: ({ text, timings, ms, confidence, ...record }) => {
      const level = record.outcome === 'failed' ? 'warn' : 'info';
      const rounded = Object.entries(timings).map(([stage, took]) => [stage, tenths(took)] as const);
      logger[level](
        {
          ...record,
          confidence: confidence === null ? null : Number(confidence.toFixed(3)),
          ms: tenths(ms),
          timings: Object.fromEntries(rounded),
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
