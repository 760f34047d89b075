import { cleanLines } from './plain-text.ts';
import type { NoticeName, NoticeView } from './reply-view.ts';

/** The bot's own lines, the same on every platform. */
const MESSAGES = {
  help: () =>
    'Ask me anything about the programme. I answer with sentences from its news articles, word for word, and the ' +
    'source; if the articles do not say, I say so.',
  rate_limited: (seconds: string) =>
    `That was a lot of questions in a minute. Please ask again in ${seconds} seconds.`,
  busy: () => 'Many people are asking right now. Please ask again in a minute.',
  too_long: (limit: string) => `That is longer than I can read. Please ask in at most ${limit} characters.`,
  failed: (reference: string) =>
    `Sorry, I could not answer that just now. Please try again; if it keeps happening, mention reference ${reference}.`,
  restarting: () => 'I was restarted before I could answer. Please ask again.',
  expired: () => 'I no longer have that answer at hand. Please ask the question again.',
  not_here: () => 'I am not set up to answer here. Please ask in one of my channels.',
  thanks_for_vote: () => 'Thank you, noted.',
} satisfies Record<NoticeName, (detail: string) => string>;

/** A line of the bot's own; `detail` fills in seconds, a limit or a reference. */
export function notice(
  name: NoticeName,
  detail: string | number = '',
  examples: readonly string[] = [],
): NoticeView {
  const message = MESSAGES[name](String(detail));
  const lines = cleanLines(examples);
  return { kind: 'notice', notice: name, message, examples: lines, plain: [message, ...lines].join('\n') };
}
