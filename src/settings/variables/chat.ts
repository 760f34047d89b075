import { onOff, text, wholeNumber } from '../kinds.ts';
import { group } from '../variable.ts';

export const chatVariables = group('Chats', {
  ATTACHE_DATA_DIR: {
    schema: text,
    about: "folder of the bots' database: feedback, conversations, what has been answered",
    otherwise: "the user's data folder",
  },
  ATTACHE_RATE_LIMIT: {
    schema: wholeNumber,
    default: '20',
    about: 'questions a minute and person in Slack and Discord; 0 is no limit',
  },
  ATTACHE_STORE_QUESTIONS: {
    schema: onOff,
    default: 'on',
    about: 'whether the text of questions may be written to disk',
  },
  ATTACHE_RETENTION_DAYS: {
    schema: wholeNumber,
    default: '90',
    about: 'days for which answers, votes and conversations are kept; 0 is for ever',
  },
});
