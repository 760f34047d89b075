import type { Logger } from 'pino';
import type { Answer } from '../../answers/answer.ts';
import type { Assistant } from '../../answers/assistant.ts';
import type { BotStore } from '../store/store.ts';
import { abstentionView, answerView, isSmallTalk, MAX_PASSAGES, passagesView } from './build-view.ts';
import type { Incoming } from './incoming.ts';
import { cleanLine } from './plain-text.ts';
import { newReplyId } from './reference.ts';
import type { AbstentionView, AnswerView, PassagesView } from './reply-view.ts';
import { shortenLine } from './shorten.ts';

/** 'Find this in the articles' reads this much of a message. */
export const MAX_FIND_LENGTH = 2_000;

export interface AnswererOptions {
  readonly platform: 'slack' | 'discord';
  readonly assistant: Assistant;
  readonly store: BotStore;
  readonly logger: Logger;
  readonly now: () => number;
}

/** Asks the assistant, with the conversation so far, and keeps what the buttons and the report need. */
export class Answerer {
  readonly #options: AnswererOptions;

  constructor(options: AnswererOptions) {
    this.#options = options;
  }

  /** The reply, or `silent` for small talk that was not meant for the bot. Rejects as the assistant does. */
  answer(
    incoming: Incoming,
    signal: AbortSignal,
  ): Promise<AnswerView | AbstentionView | PassagesView | 'silent'> {
    return incoming.kind === 'find' ? this.#find(incoming, signal) : this.#ask(incoming, signal);
  }

  async #ask(incoming: Incoming, signal: AbortSignal): Promise<AnswerView | AbstentionView | 'silent'> {
    const { assistant } = this.#options;
    const context = await this.#earlier(incoming);
    const options = {
      context,
      signal,
      ...(incoming.since === null ? {} : { since: incoming.since }),
      ...(incoming.until === null ? {} : { until: incoming.until }),
    };
    const answer = await assistant.ask(cleanLine(incoming.text), options);
    if (incoming.overheard && isChatter(answer)) return 'silent';
    const id = newReplyId();
    await this.#keep('the answer', () => this.#save(id, incoming, answer));
    await this.#keep('the conversation', () => this.#remember(incoming, answer));
    this.#options.logger.info(
      { event: incoming.id, reply: id, status: answer.status, confidence: answer.confidence, ms: answer.ms },
      'replied',
    );
    return answer.status === 'answered'
      ? answerView(answer, id)
      : abstentionView(answer, id, assistant.exampleQuestions());
  }

  async #find(incoming: Incoming, signal: AbortSignal): Promise<PassagesView> {
    const { assistant } = this.#options;
    const text = shortenLine(cleanLine(incoming.text), MAX_FIND_LENGTH);
    const options = { limit: MAX_PASSAGES, signal };
    const passages = text === '' ? [] : await assistant.find(text, options);
    const heading =
      passages.length > 0 ? 'Nearest to that message:' : 'Nothing in the articles comes near that message.';
    return passagesView(heading, passages);
  }

  async #earlier({ conversation }: Incoming): Promise<readonly string[]> {
    const { store, now, logger } = this.#options;
    if (conversation === null) return [];
    const since = conversation.maxAgeMs === null ? 0 : now() - conversation.maxAgeMs;
    return store.conversations.earlier(conversation.read, since).catch((err) => {
      logger.error({ err }, 'could not read the conversation');
      return [];
    });
  }

  #save(id: string, incoming: Incoming, answer: Answer): Promise<void> {
    const { store, platform, now } = this.#options;
    const userHash = store.hashUser(platform, incoming.user);
    return store.replies.save({ id, platform, answer, userHash, askedAt: now() });
  }

  /** Small talk is no part of a conversation: 'and when was that?' reaches past a thank-you. */
  async #remember({ conversation }: Incoming, answer: Answer): Promise<void> {
    if (conversation === null || (answer.status === 'abstained' && isSmallTalk(answer.reason))) return;
    await this.#options.store.conversations.remember(
      conversation.write,
      answer.question,
      this.#options.now(),
    );
  }

  /** A store that fails costs a button or a follow-up, not the answer. */
  async #keep(what: string, action: () => Promise<void>): Promise<void> {
    await action().catch((err) => this.#options.logger.error({ err }, `could not store ${what}`));
  }
}

function isChatter(answer: Answer): boolean {
  return answer.status === 'abstained' && (isSmallTalk(answer.reason) || answer.reason === 'off_topic');
}
