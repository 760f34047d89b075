import type { AbstentionReason } from '../answer.ts';

/** What is said where no quote answers: brief, harmless, and clear about why. */
export const ABSTENTION_MESSAGES: Readonly<Record<AbstentionReason, string>> = {
  empty: 'Ask me a question about the programme, for example who visited whom, when and why.',
  greeting: 'Hello! Ask me a question about the programme; I answer with the words of its articles.',
  thanks: 'You are welcome.',
  about_me:
    'I am Attaché, a program that answers questions about the programme with quotes from its own articles. I make nothing up, and I say so when the articles do not know.',
  not_a_question: 'I can only answer questions about the programme, with quotes from its articles.',
  off_topic: 'The articles are not about that.',
  nothing_found: 'The articles do not say.',
  nothing_for_that_date: 'The articles say nothing about that for this date.',
  nothing_for_that_name: 'The articles say nothing about that under this name.',
};
