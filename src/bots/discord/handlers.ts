import { setTimeout as wait } from 'node:timers/promises';
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
  type Message,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Assistant } from '../../answers/assistant.ts';
import type { AnswerButtons } from '../chat/buttons.ts';
import type { Incoming } from '../chat/incoming.ts';
import { notice } from '../chat/notices.ts';
import { newReference } from '../chat/reference.ts';
import type { ReplyView } from '../chat/reply-view.ts';
import type { ChatService, Outcome } from '../chat/service.ts';
import type { BotStore } from '../store/store.ts';
import type { DiscordApi } from './api.ts';
import { suggestQuestions } from './choices.ts';
import { COMMANDS, OPTIONS } from './commands/definitions.ts';
import { continueConversation } from './conversation.ts';
import { readBound } from './date-option.ts';
import type { Delivery } from './delivery.ts';
import { CODES, discordCode } from './discord-errors.ts';
import {
  type AnyInteraction,
  incomingAsk,
  incomingFind,
  incomingMessage,
  interactionTarget,
  placeOf,
  type Question,
} from './incoming.ts';
import { articlesMessage } from './render/articles.ts';
import { readPress } from './render/buttons.ts';
import { renderReply, wordsMessage } from './render/message.ts';
import type { InteractionTarget } from './target.ts';

export interface HandlerDeps {
  readonly botId: string;
  readonly assistant: Assistant;
  readonly service: ChatService;
  readonly buttons: AnswerButtons;
  readonly delivery: Delivery;
  readonly api: DiscordApi;
  readonly store: BotStore;
  readonly logger: Logger;
}

/** A question waits no longer for the acknowledgement of others: 3 s are all that they have. */
const COURTESY_MS = 2_000;

/** A question, and where it stands in a conversation, if it does. */
type Received = { readonly incoming: Incoming; readonly asked: Question['asked'] | null };

/** Whether and how Discord took a deferral. */
type Deferred = { readonly token: string | null; readonly repeated: boolean };

/** Connects Discord's events to the service. Interactions are acknowledged before anything else is done. */
export class Handlers {
  readonly #deps: HandlerDeps;
  readonly #running = new Set<Promise<void>>();
  /** Deferrals that Discord has not confirmed yet. */
  readonly #deferring = new Set<Promise<Deferred>>();

  constructor(deps: HandlerDeps) {
    this.#deps = deps;
  }

  listen(client: Client): void {
    client.on(Events.MessageCreate, (message) => this.#run(message.id, () => this.#onMessage(message)));
    client.on(Events.InteractionCreate, (interaction) =>
      this.#run(interaction.id, () => this.#onInteraction(interaction)),
    );
  }

  /** Resolves when every event that was taken has been dealt with. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled([...this.#running]);
  }

  #run(event: string, handle: () => Promise<void>): void {
    const task = handle()
      .catch((err) => this.#deps.logger.error({ err, event }, 'an event could not be handled'))
      .finally(() => this.#running.delete(task));
    this.#running.add(task);
  }

  async #onMessage(message: Message): Promise<void> {
    const question = incomingMessage(message, this.#deps.botId);
    if (question && this.#deps.service.allows(question.incoming)) await this.#receive(question);
  }

  async #onInteraction(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) return this.#onAutocomplete(interaction);
    if (interaction.isButton()) return this.#onButton(interaction);
    if (!interaction.isCommand()) return;
    const { api, service } = this.#deps;
    // A command that is not answered is shown as failed; so the asker is told that this is not the place.
    if (!service.allows(placeOf(interaction))) {
      return api.respondPrivately(interaction, renderReply(notice('not_here')));
    }
    if (interaction.isChatInputCommand()) {
      if (interaction.commandName === COMMANDS.ask) return this.#onAsk(interaction);
      if (interaction.commandName === COMMANDS.articles) return this.#onArticles(interaction);
    }
    if (interaction.isMessageContextMenuCommand()) return this.#onFind(interaction);
    // A command of an earlier version, which Discord's clients may remember for an hour.
    await api.respondPrivately(interaction, renderReply(notice('help')));
  }

  async #onAsk(interaction: ChatInputCommandInteraction): Promise<void> {
    const { options } = interaction;
    const bounds = { since: null as string | null, until: null as string | null };
    for (const name of ['since', 'until'] as const) {
      const typed = options.getString(OPTIONS[name]);
      if (typed === null) continue;
      bounds[name] = readBound(typed, name);
      if (bounds[name] === null) {
        const words = `I cannot read '${name}: ${typed}'. Write a day, a month or a year: 2023-10-14, 2023-10 or 2023.`;
        return this.#deps.api.respondPrivately(interaction, wordsMessage(words));
      }
    }
    if (bounds.since !== null && bounds.until !== null && bounds.since > bounds.until) {
      const words = `'since: ${bounds.since}' is after 'until: ${bounds.until}': no day lies between them.`;
      return this.#deps.api.respondPrivately(interaction, wordsMessage(words));
    }
    const target = await this.#defer(interaction, options.getBoolean(OPTIONS.private) ?? false, true);
    await this.#receiveInteraction(target, incomingAsk(interaction, bounds, target));
  }

  async #onFind(interaction: MessageContextMenuCommandInteraction): Promise<void> {
    const target = await this.#defer(interaction, true, false);
    const incoming = incomingFind(interaction, target, this.#deps.botId);
    await this.#receiveInteraction(target, { incoming, asked: null });
  }

  async #onArticles(interaction: ChatInputCommandInteraction): Promise<void> {
    const search = interaction.options.getString(OPTIONS.search) ?? '';
    await this.#deps.api.respondPrivately(interaction, articlesMessage(this.#deps.assistant, search));
  }

  async #onAutocomplete(interaction: AutocompleteInteraction): Promise<void> {
    const { api, assistant, service } = this.#deps;
    const allowed = service.allows(placeOf(interaction));
    await api.suggest(
      interaction,
      allowed ? suggestQuestions(interaction.options.getFocused(), assistant) : [],
    );
  }

  /** Whoever presses sees what comes of it, nobody else. */
  async #onButton(interaction: ButtonInteraction): Promise<void> {
    const { api, buttons, delivery, service, logger } = this.#deps;
    const press = readPress(interaction.customId);
    if (press === null || !service.allows(placeOf(interaction))) return api.dismiss(interaction);
    const { token, repeated } = await this.#tryDefer(interaction, true);
    if (repeated) return;
    // A vote whose press was not taken is counted without a word.
    const answer = async (view: ReplyView) => {
      if (token === null && press.kind === 'vote') return;
      const target = interactionTarget(interaction, { token, private: true, showQuestion: false });
      await delivery.answer(target, view);
    };
    const { replyId } = press;
    try {
      await answer(
        press.kind === 'more'
          ? await buttons.more(replyId)
          : await buttons.vote(replyId, interaction.user.id, press.verdict),
      );
    } catch (err) {
      const reference = newReference();
      logger.error({ err, reference, event: interaction.id }, 'a button failed');
      await answer(notice('failed', reference));
    }
  }

  async #receive({ incoming, asked }: Received): Promise<Outcome> {
    const { service, store, logger } = this.#deps;
    if (asked !== null && incoming.conversation !== null) {
      await continueConversation(store.conversations, asked, incoming.conversation, Date.now()).catch(
        (err) => {
          logger.error({ err }, 'could not look up the conversation');
        },
      );
    }
    return service.receive(incoming);
  }

  /** Nobody is left with 'thinking…': if a stop came between, the next start may still put the answer in its place. */
  async #receiveInteraction(target: InteractionTarget, question: Received): Promise<void> {
    const outcome = await this.#receive(question);
    if (outcome === 'postponed' && target.token !== null) {
      await this.#deps.delivery.answer(target, notice('restarting'));
    }
  }

  async #defer(
    interaction: AnyInteraction,
    isPrivate: boolean,
    showQuestion: boolean,
  ): Promise<InteractionTarget> {
    const { token } = await this.#tryDefer(interaction, isPrivate);
    return interactionTarget(interaction, { token, private: isPrivate, showQuestion });
  }

  /** In a burst everybody is acknowledged before the first question is answered: answering keeps the process busy. */
  async #tryDefer(interaction: AnyInteraction, isPrivate: boolean): Promise<Deferred> {
    const own = this.#deferOnce(interaction, isPrivate);
    this.#deferring.add(own);
    const deferred = await own;
    this.#deferring.delete(own);
    if (this.#deferring.size > 0) {
      await Promise.race([Promise.all(this.#deferring), wait(COURTESY_MS, undefined, { ref: false })]);
    }
    return deferred;
  }

  /** Whatever comes of it, the question is answered: by a message if Discord did not take the deferral in time. */
  async #deferOnce(interaction: AnyInteraction, isPrivate: boolean): Promise<Deferred> {
    const { token } = interaction;
    try {
      await this.#deps.api.defer(interaction, isPrivate);
      return { token, repeated: false };
    } catch (err) {
      const code = discordCode(err);
      if (code === CODES.alreadyAcknowledged) return { token, repeated: true };
      this.#deps.logger.warn({ err, event: interaction.id }, 'could not acknowledge in time');
      return { token: code === CODES.unknownInteraction ? null : token, repeated: false };
    }
  }
}
