import type { Logger } from 'pino';
import type { Assistant } from '../../answers/assistant.ts';
import type { Verdict } from '../store/replies.ts';
import type { BotStore } from '../store/store.ts';
import type { Observer } from '../telemetry/observer.ts';
import { abstentionView, answerView, passagesView } from './build-view.ts';
import { notice } from './notices.ts';
import { newReference } from './reference.ts';
import type { ReplyView } from './reply-view.ts';

export interface ButtonsOptions {
  readonly platform: 'slack' | 'discord';
  readonly assistant: Assistant;
  readonly store: BotStore;
  readonly logger: Logger;
  /** Told of votes. */
  readonly observer?: Observer;
  readonly now?: () => number;
}

/** What the buttons under an answer do; each resolves to what the person who pressed is shown, and never rejects. */
export class AnswerButtons {
  readonly #options: ButtonsOptions;

  constructor(options: ButtonsOptions) {
    this.#options = options;
  }

  /** 👍 or 👎; a person's last vote counts. */
  vote(replyId: string, user: string, verdict: Verdict): Promise<ReplyView> {
    const { store, platform, observer, now = Date.now } = this.#options;
    return this.#guarded(async () => {
      const known = await store.replies.vote(replyId, store.hashUser(platform, user), verdict, now());
      if (known) observer?.voted(platform, verdict);
      return notice(known ? 'thanks_for_vote' : 'expired');
    });
  }

  /** 'More from the articles': the next-best passages. */
  more(replyId: string): Promise<ReplyView> {
    return this.#guarded(async () => {
      const answer = await this.#options.store.replies.find(replyId);
      if (answer === null) return notice('expired');
      const more = answer.status === 'answered' ? answer.more : [];
      return passagesView(
        more.length > 0 ? 'More from the articles:' : 'The articles have nothing more on this.',
        more,
      );
    });
  }

  /** The answer once more, to be shown elsewhere ('Share in channel'). */
  again(replyId: string): Promise<ReplyView> {
    const { store, assistant } = this.#options;
    return this.#guarded(async () => {
      const answer = await store.replies.find(replyId);
      if (answer === null) return notice('expired');
      return answer.status === 'answered'
        ? answerView(answer, replyId)
        : abstentionView(answer, replyId, assistant.exampleQuestions());
    });
  }

  async #guarded(action: () => Promise<ReplyView>): Promise<ReplyView> {
    try {
      return await action();
    } catch (err) {
      const reference = newReference();
      this.#options.logger.error({ err, reference }, 'a button failed');
      return notice('failed', reference);
    }
  }
}
