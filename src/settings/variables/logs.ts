import { oneOf, onOff } from '../kinds.ts';
import { group } from '../variable.ts';

export const logVariables = group('Logs', {
  ATTACHE_LOG_LEVEL: {
    schema: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    default: 'info',
    about: 'the least that is worth a line',
  },
  ATTACHE_LOG_QUESTIONS: {
    schema: onOff,
    default: 'off',
    about: 'on writes the text of questions into the log',
  },
});
