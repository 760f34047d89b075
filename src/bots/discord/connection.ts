import { EventEmitter } from 'node:events';
import {
  Client,
  Events,
  GatewayIntentBits,
  Options,
  Partials,
  SimpleShardingStrategy,
  type WebSocketOptions,
} from 'discord.js';
import type { Logger } from 'pino';
import { AttacheError } from '../../errors.ts';
import { restOptions } from './api.ts';
import { DiscordRequestError } from './discord-errors.ts';
import { NO_MENTIONS } from './render/message.ts';
import type { DiscordSettings } from './settings.ts';

/**
 * Servers and their channels (to know threads), messages, direct messages. Not Message Content, which is privileged:
 * mentions, replies to the bot, direct messages and interactions arrive with their words without it.
 */
export const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
] as const;

const ignore = () => {};

type GatewayManager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0];

/** A server that Discord cannot reach holds up the start no longer than this; interactions expire after 3 s. */
const WAIT_FOR_GUILDS_MS = 1_000;
/** Messages kept for each channel: the bot looks only at the one that was replied to, which comes along. */
const MESSAGES_KEPT = 10;
/** A connection that is being renewed is left to finish for this long before it is closed. */
const SETTLE_MS = 3_000;

export interface ConnectionOptions {
  readonly settings: Pick<DiscordSettings, 'apiUrl' | 'token'>;
  readonly logger: Logger;
  readonly onState: (state: 'connecting' | 'ready') => void;
  /** The connection cannot come back: the token was reset, say. */
  readonly onLost: (error: AttacheError) => void;
}

/** The gateway, kept open by discord.js: it resumes after op 7 and after a dropped socket. */
export class GatewayConnection {
  readonly client: Client;
  readonly #options: ConnectionOptions;
  #connected = false;
  #isLost = false;
  #closed = false;
  #waiting: (() => void) | null = null;
  #shards: Iterable<readonly [number, object]> = [];

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.client = new Client({
      intents: INTENTS,
      // Direct messages come from channels that were never seen before.
      partials: [Partials.Channel],
      allowedMentions: { parse: [], repliedUser: NO_MENTIONS.replied_user ?? false },
      waitGuildTimeout: WAIT_FOR_GUILDS_MS,
      rest: restOptions(options.settings),
      ws: { buildStrategy: (manager) => this.#strategy(manager) },
      makeCache: Options.cacheWithLimits({
        ...Options.DefaultMakeCacheSettings,
        MessageManager: MESSAGES_KEPT,
        GuildMemberManager: { maxSize: 50, keepOverLimit: (member) => member.id === member.client.user.id },
        UserManager: { maxSize: 200, keepOverLimit: (user) => user.id === user.client.user?.id },
        ReactionManager: 0,
        PresenceManager: 0,
        VoiceStateManager: 0,
        GuildEmojiManager: 0,
        GuildStickerManager: 0,
      }),
    });
    this.#watch();
  }

  /** Resolves when events arrive; rejects if the gateway refuses the bot, or once `stopped` fires: it tries for ever. */
  async connect(stopped: AbortSignal): Promise<void> {
    const { client } = this;
    stopped.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      stopped.addEventListener('abort', () => reject(stopped.reason), { once: true });
      client.once(Events.ClientReady, () => resolve());
      client.once(Events.ShardDisconnect, ({ code }) => reject(gatewayRefusal(code)));
      client.login(this.#options.settings.token).catch((error) => {
        // The refusal, if there is one, says more than the failed login.
        setImmediate(() =>
          reject(error instanceof AttacheError ? error : new DiscordRequestError('gateway', error)),
        );
      });
    });
    this.#connected = true;
    this.#setLost(false);
  }

  async close(): Promise<void> {
    if (this.#connected && this.#isLost) await this.#settled();
    this.#closed = true;
    this.client.removeAllListeners(Events.MessageCreate);
    this.client.removeAllListeners(Events.InteractionCreate);
    await this.client.destroy();
  }

  /** The sockets that discord.js has open; it hands them to nobody. */
  #sockets(): EventEmitter[] {
    const held = [...this.#shards].map(([, shard]) => Reflect.get(shard, 'connection') as unknown);
    return held.filter((one) => one instanceof EventEmitter);
  }

  /**
   * discord.js opens a connection anew that was closed while it waited to reconnect (WebSocketShard.destroy), and the
   * process would never end. Once closed, it waits in vain for the session that it wants to resume.
   */
  #strategy(manager: GatewayManager): SimpleShardingStrategy {
    const { retrieveSessionInfo } = manager.options;
    manager.options.retrieveSessionInfo = (shard) =>
      this.#closed ? new Promise<null>(() => {}) : retrieveSessionInfo(shard);
    const strategy = new SimpleShardingStrategy(manager);
    this.#shards = (Reflect.get(strategy, 'shards') as Iterable<readonly [number, object]> | undefined) ?? [];
    return strategy;
  }

  #watch(): void {
    const { client } = this;
    const { logger, onLost } = this.#options;
    client.on(Events.Error, (err) => logger.error({ err }, 'discord.js reports an error'));
    // It takes its listener off a socket that it gives up while that connects, whose error would then end the process; it says so before.
    client.on(Events.Debug, () => {
      for (const socket of this.#sockets())
        if (!socket.listeners('error').includes(ignore)) socket.on('error', ignore);
    });
    client.on(Events.Warn, (warning) => logger.warn({ warning }, 'discord.js warns'));
    client.on(Events.ShardError, (err) => logger.warn({ err }, 'the connection to Discord has an error'));
    client.on(Events.ShardReconnecting, () => {
      // An attempt that fails is followed by the next within a second: the first one says it all.
      if (this.#isLost) return;
      logger.warn(
        this.#connected
          ? 'the connection to Discord was lost, connecting again'
          : 'Discord takes no connection, trying again',
      );
      this.#setLost(true);
    });
    const back = () => {
      if (!this.#connected || !this.#isLost) return;
      logger.info('connected again');
      this.#setLost(false);
    };
    client.on(Events.ShardResume, back);
    client.on(Events.ShardReady, back);
    client.on(Events.ShardDisconnect, ({ code }) => {
      if (this.#connected) onLost(gatewayRefusal(code));
    });
  }

  #setLost(isLost: boolean): void {
    this.#isLost = isLost;
    this.#options.onState(isLost ? 'connecting' : 'ready');
    if (!isLost) this.#waiting?.();
  }

  #settled(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, SETTLE_MS);
      this.#waiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Close codes after which Discord takes no new connection, https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway. */
const REFUSALS: Readonly<Record<number, string>> = {
  4004: "the token was refused: reset it on your app's page 'Bot' and set DISCORD_TOKEN anew",
  4010: 'the shard is invalid: update Attaché',
  4011: 'the bot is in too many servers for one connection: take it out of some',
  4012: 'the API version is no longer served: update Attaché',
  4013: 'the intents are invalid: update Attaché',
  4014: 'an intent is not allowed: update Attaché, which needs no privileged one',
};

function gatewayRefusal(code: number): AttacheError {
  const remedy = REFUSALS[code] ?? 'look the code up at docs.discord.com';
  return new AttacheError('SETTINGS_INVALID', `Discord closed the connection for good (${code}): ${remedy}.`);
}
