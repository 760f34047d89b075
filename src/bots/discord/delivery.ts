import type { Logger } from 'pino';
import type { Incoming } from '../chat/incoming.ts';
import type { ReplyView } from '../chat/reply-view.ts';
import type { DiscordApi } from './api.ts';
import { CODES, discordCode, isClosedChannel, isDeadInteraction } from './discord-errors.ts';
import { INTERACTION_TOKEN_LIFE_MS } from './limits.ts';
import { type DiscordMessage, renderPlain, renderReply } from './render/message.ts';
import { type InteractionTarget, type MessageTarget, targetSchema } from './target.ts';

export interface DeliveryOptions {
  readonly api: DiscordApi;
  readonly logger: Logger;
  readonly now?: () => number;
}

type Send = (message: DiscordMessage) => Promise<void>;

/** Refusals that words alone may get past: embeds are not allowed here, or the layout broke a rule. */
const LAYOUT_REFUSED: readonly (number | null)[] = [
  CODES.emptyMessage,
  CODES.missingPermissions,
  CODES.invalidForm,
];

/** Brings replies to where the questions came from. */
export class Delivery {
  readonly #api: DiscordApi;
  readonly #logger: Logger;
  readonly #now: () => number;

  constructor({ api, logger, now = Date.now }: DeliveryOptions) {
    this.#api = api;
    this.#logger = logger;
    this.#now = now;
  }

  /** Rejects if Discord would not take the reply. */
  deliver(incoming: Incoming, view: ReplyView): Promise<void> {
    const target = targetSchema.parse(incoming.target);
    return target.type === 'message' ? this.#reply(target, view) : this.answer(target, view);
  }

  /** Answers an interaction: by its token while that lives, else with a message. */
  async answer(target: InteractionTarget, view: ReplyView): Promise<void> {
    const { token } = target;
    if (token !== null && this.#now() - target.at < INTERACTION_TOKEN_LIFE_MS) {
      try {
        const edit: Send = (message) => this.#api.editDeferred(target.application, token, message);
        return await this.#send(view, edit, { showQuestion: target.showQuestion });
      } catch (err) {
        if (discordCode(err) === CODES.unknownMessage) {
          // The asker has dismissed the waiting reply, or a moderator has: another message would be unasked for.
          return this.#logger.info({ interaction: target.id }, 'the waiting reply was deleted');
        }
        if (!isDeadInteraction(err)) throw err;
        this.#logger.warn({ err }, 'the interaction did not take the reply, posting instead');
      }
    }
    await this.#postInstead(target, view);
  }

  /** In the channel if all may see it and the bot may write there, else directly. */
  async #postInstead(target: InteractionTarget, view: ReplyView): Promise<void> {
    const { id: nonce, channel, user } = target;
    const options = { showQuestion: target.showQuestion };
    const post =
      (to: string): Send =>
      (message) =>
        this.#api.post(to, message, { nonce });
    if (channel !== null && (target.direct || !target.private)) {
      try {
        return await this.#send(view, post(channel), options);
      } catch (err) {
        if (!isClosedChannel(err)) throw err;
        this.#logger.warn({ err }, 'could not post in the channel, writing directly');
      }
    }
    await this.#send(view, post(await this.#api.openDirectMessages(user)), options);
  }

  /** Replies to a message; directly to its author where the bot may read but not write. */
  async #reply({ channel, message: replyTo, user }: MessageTarget, view: ReplyView): Promise<void> {
    const nonce = replyTo;
    const reply: Send = async (message) => {
      try {
        await this.#api.post(channel, message, { nonce, replyTo });
      } catch (err) {
        if (discordCode(err) !== CODES.cannotReplyWithoutHistory) throw err;
        await this.#api.post(channel, message, { nonce });
      }
    };
    try {
      await this.#send(view, reply);
    } catch (err) {
      if (!isClosedChannel(err)) throw err;
      this.#logger.warn({ err }, 'may not write in the channel, writing directly');
      const directly = await this.#api.openDirectMessages(user);
      await this.#send(view, (message) => this.#api.post(directly, message, { nonce }), {
        showQuestion: true,
      });
    }
  }

  /** The layout first; where that is refused, its words alone. */
  async #send(view: ReplyView, send: Send, options: { readonly showQuestion?: boolean } = {}): Promise<void> {
    try {
      await send(renderReply(view, options));
    } catch (err) {
      if (view.kind === 'notice' || !LAYOUT_REFUSED.includes(discordCode(err))) throw err;
      this.#logger.warn({ err }, 'Discord refused the embed, sending its words');
      await send(renderPlain(view, discordCode(err) !== CODES.invalidForm));
    }
  }
}
