import type { App, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Assistant } from '../../answers/assistant.ts';
import { DIRECT_MESSAGES } from '../chat/allow-list.ts';
import type { AnswerButtons } from '../chat/buttons.ts';
import { isTimeout } from '../chat/delivery-errors.ts';
import type { Incoming } from '../chat/incoming.ts';
import { notice } from '../chat/notices.ts';
import { newReference } from '../chat/reference.ts';
import type { ChatService } from '../chat/service.ts';
import type { BotStore } from '../store/store.ts';
import type { Delivery } from './delivery.ts';
import {
  DIRECT_MESSAGE_MEMORY_MS,
  type Identity,
  incomingCommand,
  incomingExample,
  incomingMessage,
  incomingShortcut,
  type Threads,
  teamOf,
} from './incoming.ts';
import {
  type BlockAction,
  blockActionSchema,
  commandSchema,
  homeOpenedSchema,
  messageEventSchema,
  messageShortcutSchema,
} from './payloads.ts';
import { ACTIONS, readFeedback } from './render/buttons.ts';
import { homeView, suggestedPrompts } from './render/home.ts';
import { type PrivateTarget, targetSchema } from './target.ts';

/** Name of the slash command, as the manifest declares it. */
export const COMMAND = '/ask';
/** Callback id of the message shortcut. */
export const SHORTCUT = 'attache_find';
/** Its name in the menu: Slack takes 24 characters at most, so 'the' has to go. */
export const SHORTCUT_NAME = 'Find this in articles';

export interface HandlerDeps {
  readonly me: Identity;
  readonly assistant: Assistant;
  readonly service: ChatService;
  readonly buttons: AnswerButtons;
  readonly delivery: Delivery;
  readonly store: BotStore;
  readonly client: webApi.WebClient;
  readonly logger: Logger;
}

/** Connects Slack's events to the service. Every listener acknowledges first; Bolt does so itself for events. */
export function registerHandlers(app: App, deps: HandlerDeps): void {
  registerQuestions(app, deps);
  registerHome(app, deps);
  registerButtons(app, deps);
}

function registerQuestions(app: App, { me, service, store, delivery, logger }: HandlerDeps): void {
  const unless =
    <T>(failing: T) =>
    (err: unknown) => {
      logger.error({ err }, 'could not look up a thread');
      return failing;
    };
  const threads: Threads = {
    isOurs: (key) => store.conversations.has(key).catch(unless(false)),
    begin: (key, outside) =>
      store.conversations.copy(outside, key, Date.now() - DIRECT_MESSAGE_MEMORY_MS).catch(unless(undefined)),
  };
  const onMessage = async ({ event }: { event: unknown }) => {
    const incoming = await incomingMessage(messageEventSchema.parse(event), me, threads);
    if (incoming) await service.receive(incoming);
  };
  app.event('app_mention', onMessage);
  app.event('message', onMessage);

  /** A person who asked by command or menu gets an answer in any case, if only that this is not the place. */
  const receivePrivately = async (incoming: Incoming) => {
    if ((await service.receive(incoming)) !== 'refused') return;
    const target = targetSchema.parse(incoming.target);
    if (target.type === 'private') await delivery.answerPrivately(target, notice('not_here'));
  };
  app.command(COMMAND, async ({ ack, body }) => {
    await ack();
    await receivePrivately(incomingCommand(commandSchema.parse(body), me));
  });
  app.shortcut(SHORTCUT, async ({ ack, body }) => {
    await ack();
    await receivePrivately(incomingShortcut(messageShortcutSchema.parse(body), me));
  });
}

function registerHome(app: App, { me, assistant, service, client, logger }: HandlerDeps): void {
  app.event('app_home_opened', async ({ event, body }) => {
    const { user, channel, tab } = homeOpenedSchema.parse(event);
    // Examples are answered in a direct message.
    const allowed = service.allows({ space: body.team_id, channel: DIRECT_MESSAGES });
    const examples = allowed ? assistant.exampleQuestions() : [];
    try {
      if (tab === 'home')
        await client.views.publish({ user_id: user, view: homeView(assistant.summary(), examples) });
      // Without `thread_ts`: agents have none, and the call would fail silently (assistant.threads.setSuggestedPrompts).
      else if (examples.length > 0) {
        await client.assistant.threads.setSuggestedPrompts({
          channel_id: channel,
          prompts: suggestedPrompts(examples),
        });
      }
    } catch (err) {
      logger.warn({ err, tab }, 'could not fill the app home');
    }
  });
  app.action(new RegExp(`^${ACTIONS.example}\\d+$`), async ({ ack, body }) => {
    await ack();
    await service.receive(incomingExample(blockActionSchema.parse(body), me));
  });
}

function registerButtons(app: App, { me, buttons, service, delivery, store, logger }: HandlerDeps): void {
  /** Presses from places that the bot does not serve are dropped. */
  const onPress = (
    id: string,
    handle: (value: string, action: BlockAction, target: PrivateTarget) => Promise<void>,
  ) => {
    app.action(id, async ({ ack, body }) => {
      await ack();
      const action = blockActionSchema.parse(body);
      const target = targetOf(action);
      const channel = target.channel.startsWith('D') ? DIRECT_MESSAGES : target.channel;
      if (!service.allows({ space: teamOf(action, me), channel })) return;
      await handle(action.actions[0]?.value ?? '', action, target).catch(async (err) => {
        const reference = newReference();
        logger.error({ err, reference, action: id }, 'a button failed');
        // What Slack may have taken did not fail for the person who pressed.
        if (isTimeout(err)) return;
        await delivery.answerPrivately(target, notice('failed', reference));
      });
    });
  };
  onPress(ACTIONS.feedback, async (value, action, target) => {
    const vote = readFeedback(value);
    if (vote === null) return;
    await delivery.answerPrivately(target, await buttons.vote(vote.replyId, action.user.id, vote.verdict));
  });
  onPress(ACTIONS.more, async (replyId, _, target) => {
    await delivery.answerPrivately(target, await buttons.more(replyId));
  });
  onPress(ACTIONS.share, async (replyId, action, target) => {
    const view = await buttons.again(replyId);
    if (view.kind === 'notice') return delivery.answerPrivately(target, view);
    // A second press, or a second delivery of the first, shares nothing twice.
    const event = `share:${replyId}:${target.channel}`;
    if (!(await store.events.claim('slack', event, null, Date.now()))) return;
    const sharer = action.user.name ?? action.user.username ?? 'Someone';
    await delivery.share(target, view, sharer).catch(async (error) => {
      if (!isTimeout(error)) await store.events.forget('slack', event);
      throw error;
    });
  });
}

function targetOf({ response_url, channel, user, container }: BlockAction): PrivateTarget {
  return {
    type: 'private',
    responseUrl: response_url ?? null,
    channel: channel?.id ?? user.id,
    user: user.id,
    thread: container?.thread_ts ?? null,
    shareable: false,
  };
}
