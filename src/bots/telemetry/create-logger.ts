import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { readGroup } from '../../settings/read.ts';
import { secretsMask } from '../../settings/secrets.ts';
import type { Environment } from '../../settings/variable.ts';
import { logVariables } from '../../settings/variables/logs.ts';
import { logObserver } from './log-observer.ts';
import type { Observer } from './observer.ts';

/** The log, and what writes the line of each question into it. */
export interface Log {
  readonly logger: Logger;
  readonly observer: Observer;
}

/**
 * JSON lines on standard output, or lines for people where one watches. Whatever is logged, no secret of the
 * environment is in it.
 * @throws AttacheError SETTINGS_INVALID
 */
export function createLog(env: Environment, { isTerminal }: { readonly isTerminal: boolean }): Log {
  const settings = readGroup(logVariables, env);
  const destination = isTerminal
    ? pretty({ sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' })
    : pino.destination({ fd: 1, sync: true });
  const logger = pino(
    {
      level: settings.ATTACHE_LOG_LEVEL,
      hooks: { streamWrite: secretsMask(env) },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return { logger, observer: logObserver(logger, { questions: settings.ATTACHE_LOG_QUESTIONS }) };
}
