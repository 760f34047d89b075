import { setMaxListeners } from 'node:events';
import {
  type APIInteractionResponse,
  InteractionResponseType,
  MessageFlags,
  REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RequestMethod,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import type { Choice } from './choices.ts';
import { DiscordRequestError } from './discord-errors.ts';
import { INTERACTION_TOKEN_LIFE_MS } from './limits.ts';
import {
  type Application,
  applicationSchema,
  createdSchema,
  gatewaySchema,
  guildsSchema,
} from './payloads.ts';
import type { DiscordMessage } from './render/message.ts';
import type { DiscordSettings } from './settings.ts';

/** A request that takes longer than this has hung. */
export const REQUEST_TIMEOUT_MS = 15_000;
/** A reply that Discord will not take for this long is given up; by then its asker has left. */
export const MAX_RATE_LIMIT_WAIT_MS = 10 * 60_000;

/** An interaction that waits for its first response. */
export interface Pending {
  readonly id: string;
  readonly token: string;
}

/** Where and how a message is posted. */
export interface PostOptions {
  /** The message that it replies to. */
  readonly replyTo?: string;
  /** Posted once within minutes, however often the request is repeated. */
  readonly nonce: string;
}

type Request = {
  readonly method: `${RequestMethod}`;
  readonly route: `/${string}`;
  readonly body?: unknown;
  readonly query?: URLSearchParams;
};

/** Options of every REST client of ours. */
export function restOptions({ apiUrl }: Pick<DiscordSettings, 'apiUrl'>) {
  return {
    api: apiUrl,
    timeout: REQUEST_TIMEOUT_MS,
    retries: 3,
    // Every interaction has a queue of its own in there: after its 15 minutes it is only in the way.
    handlerSweepInterval: INTERACTION_TOKEN_LIFE_MS,
    rejectOnRateLimit: ({ retryAfter }: { retryAfter: number }) => retryAfter > MAX_RATE_LIMIT_WAIT_MS,
  };
}

/**
 * Discord's REST API as the bot uses it. It goes by ids alone, so that it works without a cached server or channel,
 * after a restart, and while the gateway is down. Rejects with `DiscordRequestError`; once closed, with `AbortError`.
 */
export class DiscordApi {
  readonly #bot: REST;
  /**
   * Interactions' tokens need no bot token, and a 401 about one must not cost it (REST forgets a token that was
   * refused); nor do they count for the bot's 50 requests a second.
   */
  readonly #interactions: REST;
  readonly #closing = new AbortController();

  constructor(settings: Pick<DiscordSettings, 'apiUrl' | 'token'>) {
    // As many listeners as requests under way.
    setMaxListeners(0, this.#closing.signal);
    this.#bot = new REST(restOptions(settings)).setToken(settings.token);
    this.#interactions = new REST({
      ...restOptions(settings),
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    });
  }

  async application(): Promise<Application> {
    return applicationSchema.parse(await this.#asBot({ method: 'GET', route: Routes.currentApplication() }));
  }

  async guilds() {
    return guildsSchema.parse(await this.#asBot({ method: 'GET', route: Routes.userGuilds() }));
  }

  async gateway() {
    return gatewaySchema.parse(await this.#asBot({ method: 'GET', route: Routes.gatewayBot() }));
  }

  async commands(application: string, guild: string | null): Promise<object[]> {
    const query = new URLSearchParams({ with_localizations: 'true' });
    return z
      .array(z.looseObject({}))
      .parse(await this.#asBot({ method: 'GET', route: commandsRoute(application, guild), query }));
  }

  async setCommands(
    application: string,
    guild: string | null,
    body: readonly RESTPostAPIApplicationCommandsJSONBody[],
  ): Promise<void> {
    await this.#asBot({ method: 'PUT', route: commandsRoute(application, guild), body });
  }

  /** Says 'thinking…' and gains 15 minutes; whether only the asker sees the reply is settled here. */
  async defer(interaction: Pending, onlyForAsker: boolean): Promise<void> {
    await this.#respond(interaction, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: onlyForAsker ? { flags: MessageFlags.Ephemeral } : {},
    });
  }

  /** Answers at once, to the asker alone. */
  async respondPrivately(interaction: Pending, message: DiscordMessage): Promise<void> {
    const data = { ...message, flags: MessageFlags.Ephemeral } as object;
    await this.#respond(interaction, { type: InteractionResponseType.ChannelMessageWithSource, data });
  }

  async suggest(interaction: Pending, choices: readonly Choice[]): Promise<void> {
    const data = { choices: [...choices] };
    await this.#respond(interaction, {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data,
    });
  }

  /** Takes note of a button press without a word. */
  async dismiss(interaction: Pending): Promise<void> {
    await this.#respond(interaction, { type: InteractionResponseType.DeferredMessageUpdate });
  }

  /** Puts the reply in the place of 'thinking…'. */
  async editDeferred(application: string, token: string, body: DiscordMessage): Promise<void> {
    await this.#call(this.#interactions, {
      method: 'PATCH',
      route: Routes.webhookMessage(application, token),
      body,
    });
  }

  async post(channel: string, message: DiscordMessage, { replyTo, nonce }: PostOptions): Promise<void> {
    const reference =
      replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    const body = { ...message, ...reference, nonce, enforce_nonce: true };
    await this.#asBot({ method: 'POST', route: Routes.channelMessages(channel), body });
  }

  /** Resolves to the channel of direct messages with a person. */
  async openDirectMessages(user: string): Promise<string> {
    const body = { recipient_id: user };
    return createdSchema.parse(await this.#asBot({ method: 'POST', route: Routes.userChannels(), body })).id;
  }

  /** Shows 'is typing…' for 10 s or until the next message. */
  async showTyping(channel: string): Promise<void> {
    await this.#asBot({ method: 'POST', route: Routes.channelTyping(channel) });
  }

  /** Waits no longer for Discord: what is still under way rejects with `AbortError`. */
  close(): void {
    this.#closing.abort();
    for (const rest of [this.#bot, this.#interactions]) {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    }
  }

  async #respond({ id, token }: Pending, body: APIInteractionResponse): Promise<void> {
    await this.#call(this.#interactions, {
      method: 'POST',
      route: Routes.interactionCallback(id, token),
      body,
    });
  }

  #asBot(request: Request): Promise<unknown> {
    return this.#call(this.#bot, request);
  }

  async #call(rest: REST, { method, route, ...options }: Request): Promise<unknown> {
    try {
      return await withAbort(this.#closing.signal, (signal) =>
        rest.request({
          method: method as RequestMethod,
          fullRoute: route,
          auth: rest === this.#bot,
          signal,
          ...options,
        }),
      );
    } catch (error) {
      if (this.#closing.signal.aborted) throw new DOMException('The bot is stopped.', 'AbortError');
      throw new DiscordRequestError(`${method} ${maskRoute(route)}`, error);
    }
  }
}

function commandsRoute(application: string, guild: string | null) {
  return guild === null
    ? Routes.applicationCommands(application)
    : Routes.applicationGuildCommands(application, guild);
}

/** A route without ids and interactions' tokens. */
function maskRoute(route: string): string {
  return route.replace(/(\/(?:webhooks|interactions)\/\d+\/)[^/]+/, '$1:token').replace(/\d{5,}/g, ':id');
}

/**
 * Settles as the request does, or when `closing` fires: REST sleeps through a 429 without regard to its signal. Each
 * request has a signal of its own, for REST never takes its listeners off.
 */
async function withAbort<T>(closing: AbortSignal, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const aborted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  closing.addEventListener('abort', abort, { once: true });
  if (closing.aborted) abort();
  try {
    return await Promise.race([aborted, request(controller.signal)]);
  } finally {
    closing.removeEventListener('abort', abort);
    aborted.catch(() => undefined);
  }
}
