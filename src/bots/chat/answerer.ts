import type { Logger } from 'pino';
import type { AbstentionReason, Answer } from '../../answers/answer.ts';
import type { Assistant } from '../../answers/assistant.ts';
import type { StageTimings } from '../../answers/stage-timings.ts';
import type { BotStore } from '../store/store.ts';
import { abstentionView, answerView, isSmallTalk, MAX_PASSAGES, passagesView } from './build-view.ts';
import type { Incoming } from './incoming.ts';
import { newReplyId } from './reference.ts';
import type { AbstentionView, AnswerView, PassagesView } from './reply-view.ts';

export interface AnswererOptions {
  readonly platform: 'slack' | 'discord';
  readonly assistant: Assistant;
  readonly store: BotStore;
  readonly logger: Logger;
  readonly now: () => number;
}

/** What is known of how an answer came about. */
export interface Facts {
  readonly reason: AbstentionReason | null;
  readonly confidence: number | null;
  readonly timings: StageTimings;
}

export const NO_FACTS: Facts = { reason: null, confidence: null, timings: {} };

/** A reply, or `silent` for small talk that was not meant for the bot. */
export interface Reply {
  readonly view: AnswerView | AbstentionView | PassagesView | 'silent';
  readonly facts: Facts;
}

/** Asks the assistant, with the conversation so far, and keeps what the buttons and the report need. */
export class Answerer {
  readonly #options: AnswererOptions;

  constructor(options: AnswererOptions) {
    this.#options = options;
  }

  /**
   * Takes part in the conversation from the first word to the bot, whatever the reply to it will be: a follow-up may
   * come before the answer, or after a mere greeting.
   */
  async join({ conversation, overheard }: Incoming): Promise<void> {
    if (conversation === null || overheard) return;
    const { store, now } = this.#options;
    await this.#keep('the conversation', () => store.conversations.join(conversation.write, now()));
  }

  /** Rejects as the assistant does. */
  answer(incoming: Incoming, signal: AbortSignal): Promise<Reply> {
    return incoming.kind === 'find' ? this.#find(incoming, signal) : this.#ask(incoming, signal);
  }

  async #ask(incoming: Incoming, signal: AbortSignal): Promise<Reply> {
    const { assistant } = this.#options;
    const context = await this.#earlier(incoming);
    let timings: StageTimings = {};
    const options = {
      context,
      signal,
      onTimings: (taken: StageTimings) => {
        timings = taken;
      },
      ...(incoming.since === null ? {} : { since: incoming.since }),
      ...(incoming.until === null ? {} : { until: incoming.until }),
    };
    const answer = await assistant.ask(incoming.text, options);
    const reason = answer.status === 'abstained' ? answer.reason : null;
    const facts = { reason, confidence: answer.confidence, timings };
    if (incoming.overheard && isChatter(answer)) return { view: 'silent', facts };
    const id = newReplyId();
    await this.#keep('the answer', () => this.#save(id, incoming, answer));
    await this.#keep('the conversation', () => this.#remember(incoming, answer));
    const view =
      answer.status === 'answered'
        ? answerView(answer, id)
        : abstentionView(answer, id, assistant.exampleQuestions());
    return { view, facts };
  }

  async #find(incoming: Incoming, signal: AbortSignal): Promise<Reply> {
    const { assistant } = this.#options;
    const options = { limit: MAX_PASSAGES, signal };
    const passages = await assistant.find(incoming.text, options);
    const heading =
      passages.length > 0 ? 'Nearest to that message:' : 'Nothing in the articles comes near that message.';
    return { view: passagesView(heading, passages), facts: NO_FACTS };
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
