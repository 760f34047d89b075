import { setTimeout as wait } from 'node:timers/promises';
import { AttacheError } from '../../errors.ts';
import type { AdapterStatus, ChatAdapter } from '../chat/adapter.ts';
import { AdapterLife } from '../chat/adapter-life.ts';
import { AnswerButtons } from '../chat/buttons.ts';
import type { AdapterDeps } from '../chat/platform.ts';
import { ChatService } from '../chat/service.ts';
import { BotStore } from '../store/store.ts';
import { DiscordApi } from './api.ts';
import { commandDefinitions } from './commands/definitions.ts';
import { registerCommands } from './commands/register.ts';
import { GatewayConnection } from './connection.ts';
import { Delivery } from './delivery.ts';
import { connectionError, DiscordRequestError } from './discord-errors.ts';
import { Handlers } from './handlers.ts';
import { allowsUserInstall } from './installation.ts';
import type { Application } from './payloads.ts';
import { Progress } from './progress.ts';
import type { DiscordSettings } from './settings.ts';

/** How long a stop waits for what is left to say once no question is in hand. */
const LAST_WORDS_MS = 1_000;

export interface DiscordAdapterOptions extends AdapterDeps {
  readonly settings: DiscordSettings;
  /** How long `stop` lets questions in hand go on, in ms; default `DRAIN_TIMEOUT_MS`. */
  readonly drainTimeoutMs?: number;
}

interface Running {
  readonly service: ChatService;
  readonly store: BotStore;
  readonly handlers: Handlers;
  readonly connection: GatewayConnection;
}

/** Attaché as a Discord app. */
export class DiscordAdapter implements ChatAdapter {
  readonly platform = 'discord';
  readonly #options: DiscordAdapterOptions;
  readonly #api: DiscordApi;
  readonly #life = new AdapterLife();
  #running: Running | null = null;

  constructor(options: DiscordAdapterOptions) {
    this.#options = options;
    this.#api = new DiscordApi(options.settings);
  }

  get closed(): Promise<void> {
    return this.#life.closed;
  }

  start(): Promise<void> {
    return this.#life.start((stopped) => this.#connect(stopped));
  }

  stop(): Promise<void> {
    return this.#life.stop(() => this.#shut());
  }

  status(): AdapterStatus {
    const idle = { inHand: 0, waiting: 0, answered: 0, failed: 0 };
    return { state: this.#life.state, ...(this.#running?.service.counts ?? idle) };
  }

  async #connect(stopped: AbortSignal): Promise<void> {
    const { settings, logger } = this.#options;
    stopped.addEventListener('abort', () => this.#api.close(), { once: true });
    try {
      const application = await this.#register();
      const store = await BotStore.open(settings.chat);
      this.#running = this.#wire(application, store);
      await this.#running.connection.connect(stopped);
    } catch (error) {
      await this.#running?.connection.close().catch(() => undefined);
      this.#running?.store.close();
      this.#running = null;
      this.#api.close();
      throw error instanceof DiscordRequestError ? connectionError(settings.apiUrl, error) : error;
    }
    this.#life.ready();
    logger.info({ guild: settings.guildId }, 'answering in Discord');
    await this.#running.service.recover().catch((err) => {
      logger.error({ err }, 'could not look for questions that were left behind');
    });
  }

  /** Events stop first; replies need no gateway. */
  async #shut(): Promise<void> {
    const running = this.#running;
    if (running) {
      const disconnected = running.connection
        .close()
        .catch((err) => this.#options.logger.warn({ err }, 'while disconnecting'));
      await running.service.stop();
      await Promise.race([running.handlers.settled(), wait(LAST_WORDS_MS)]);
      await disconnected;
      running.store.close();
    }
    this.#api.close();
  }

  /** Proves the token and brings the commands up to date. */
  async #register(): Promise<Application> {
    const { settings, logger } = this.#options;
    const application = await this.#api.application();
    const { guildId } = settings;
    const wanted = commandDefinitions({
      guildOnly: guildId !== null,
      userInstall: allowsUserInstall(application),
    });
    try {
      const place = { application: application.id, guild: guildId };
      if (await registerCommands(this.#api, place, wanted)) logger.info('registered the commands');
    } catch (error) {
      if (guildId === null || !(error instanceof DiscordRequestError) || error.status !== 403) throw error;
      throw new AttacheError(
        'SETTINGS_INVALID',
        `The app is not in the server DISCORD_GUILD_ID (${guildId}): invite it ('attache discord doctor' prints the link) or unset DISCORD_GUILD_ID.`,
        { cause: error },
      );
    }
    return application;
  }

  #wire(application: Application, store: BotStore): Running {
    const { assistant, logger, settings, queue, observer, drainTimeoutMs } = this.#options;
    const api = this.#api;
    const delivery = new Delivery({ api, logger });
    const progress = new Progress(api, logger);
    const service = new ChatService({
      platform: 'discord',
      assistant,
      store,
      logger,
      settings: settings.chat,
      allow: settings.allow,
      ...(queue && { queue }),
      ...(observer && { observer }),
      ...(drainTimeoutMs === undefined ? {} : { drainTimeoutMs }),
      onAccepted: (incoming) => progress.begin(incoming),
      deliver: (incoming, view) => {
        progress.end(incoming);
        return delivery.deliver(incoming, view);
      },
    });
    // Time for a last word to whoever waits; then nobody waits for Discord any longer.
    service.givingUp.addEventListener('abort', () => setTimeout(() => api.close(), LAST_WORDS_MS), {
      once: true,
    });
    const buttons = new AnswerButtons({
      platform: 'discord',
      assistant,
      store,
      logger,
      ...(observer && { observer }),
    });
    const botId = application.bot?.id ?? application.id;
    const handlers = new Handlers({ botId, assistant, service, buttons, delivery, api, store, logger });
    const connection = new GatewayConnection({
      settings,
      logger,
      onState: (state) => {
        if (this.#life.reconnects(state)) this.#options.observer?.platformFailed('discord', 'connection');
      },
      onLost: (error) => this.#life.lose(error),
    });
    handlers.listen(connection.client);
    return { service, store, handlers, connection };
  }
}
