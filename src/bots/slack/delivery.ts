import type { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { isStopped, isTimeout } from '../chat/delivery-errors.ts';
import type { Incoming } from '../chat/incoming.ts';
import type { NoticeName, ReplyView } from '../chat/reply-view.ts';
import type { Outbox } from './outbox.ts';
import { type RenderOptions, renderReply, type SlackMessage } from './render/message.ts';
import { postToResponseUrl } from './response-url.ts';
import { type MessageTarget, type PrivateTarget, targetSchema } from './target.ts';

/** Notices that concern the asker alone and would be noise for a channel. */
const PRIVATE_NOTICES: readonly NoticeName[] = ['rate_limited', 'busy', 'not_here'];

export interface DeliveryOptions {
  readonly client: webApi.WebClient;
  readonly outbox: Outbox;
  readonly logger: Logger;
}

/** Brings replies to where the questions came from. */
export class Delivery {
  readonly #options: DeliveryOptions;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Rejects if Slack would not take the reply; with `TimeoutError` if it did not say in time, and may have. */
  async deliver(incoming: Incoming, view: ReplyView): Promise<void> {
    const target = targetSchema.parse(incoming.target);
    if (target.type === 'private') {
      const { shareable } = target;
      return this.answerPrivately(target, view, { showQuestion: shareable, shareable });
    }
    const message = renderReply(view, { showQuestion: target.showQuestion });
    const forAskerAlone = view.kind === 'notice' && PRIVATE_NOTICES.includes(view.notice);
    return forAskerAlone ? this.#postEphemeral(target, message) : this.#post(target, message);
  }

  /** Answers one person: through the `response_url` while it lives, else as an ephemeral or direct message. */
  async answerPrivately(target: PrivateTarget, view: ReplyView, options: RenderOptions = {}): Promise<void> {
    const message = renderReply(view, options);
    if (await this.#respond(target, message, 'ephemeral')) return;
    await this.#postEphemeral({ ...target, threadExists: target.thread !== null }, message);
  }

  /** Posts an answer for everybody in the channel. The `response_url` needs no membership there, while it lives. */
  async share(target: PrivateTarget, view: ReplyView, sharedBy: string): Promise<void> {
    const message = renderReply(view, { showQuestion: true, sharedBy });
    if (await this.#respond(target, message, 'in_channel')) return;
    await this.#post(target, message);
  }

  /** False if there is no `response_url`, or it is dead. */
  async #respond(
    { responseUrl, channel, user, thread }: PrivateTarget,
    message: SlackMessage,
    response_type: 'ephemeral' | 'in_channel',
  ): Promise<boolean> {
    if (responseUrl === null) return false;
    const place = thread === null ? {} : { thread_ts: thread };
    try {
      await this.#options.outbox.send(`${channel}:${user}`, () =>
        postToResponseUrl(responseUrl, { ...message, ...place, response_type, replace_original: false }),
      );
      return true;
    } catch (err) {
      if (isStopped(err) || isTimeout(err)) throw err;
      this.#options.logger.warn({ err }, 'the response_url did not take the reply, posting instead');
      return false;
    }
  }

  async #post(
    { channel, thread }: Pick<MessageTarget, 'channel' | 'thread'>,
    message: SlackMessage,
  ): Promise<void> {
    const place = thread === null ? {} : { thread_ts: thread };
    await this.#options.outbox.send(channel, () =>
      this.#options.client.chat.postMessage({
        channel,
        ...place,
        ...message,
        // Links are the sources; their previews would bury the quote.
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
  }

  /** Falls back to a direct message where the bot, or the person, is no member of the channel. */
  async #postEphemeral(
    target: Pick<MessageTarget, 'channel' | 'user' | 'thread' | 'threadExists'>,
    message: SlackMessage,
  ): Promise<void> {
    const { channel, user, thread, threadExists } = target;
    if (channel.startsWith('D') || channel === user) return this.#post({ channel, thread }, message);
    // An ephemeral message is not shown in a thread that does not exist yet (chat.postEphemeral).
    const place = thread !== null && threadExists ? { thread_ts: thread } : {};
    try {
      await this.#options.outbox.send(channel, () =>
        this.#options.client.chat.postEphemeral({ channel, user, ...place, ...message }),
      );
    } catch (err) {
      if (isStopped(err) || isTimeout(err)) throw err;
      this.#options.logger.warn({ err }, 'could not post to one person in the channel, writing directly');
      await this.#post({ channel: user, thread: null }, message);
    }
  }
}
