import { setTimeout as wait } from 'node:timers/promises';
import { type Logger as SlackLogger, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { isDeadToken, retryAfterSeconds } from './slack-errors.ts';
import { fetchUntil, type webClientOptions } from './web-client.ts';

/** Pauses between attempts: none before the first, then doubling up to this. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A connection that has lived this long was a good one: after it the pauses begin anew. */
const GOOD_LIFE_MS = 10_000;
/** Without an answer to our pings for this long, the connection counts as dead. */
const PING_TIMEOUT_MS = 5_000;
/** Patience with Slack's half of the closing handshake. */
const CLOSE_TIMEOUT_MS = 1_000;

export interface SocketConnectionOptions {
  readonly appToken: string;
  readonly clientOptions: ReturnType<typeof webClientOptions>;
  readonly slackLogger: SlackLogger;
  readonly logger: Logger;
  readonly onState: (state: 'connecting' | 'ready') => void;
  /** The connection cannot come back: the token was revoked, say. */
  readonly onLost: (error: unknown) => void;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now?: () => number;
}

/**
 * Keeps one Socket Mode connection. Bolt's own reconnecting waits 5 s first, and a failed attempt ends as an unhandled
 * rejection (SocketModeClient.delayReconnectAttempt), so it is switched off and done here: at once, then with pauses.
 */
export class SocketConnection {
  readonly receiver: SocketModeReceiver;
  readonly #options: SocketConnectionOptions;
  readonly #stopping = new AbortController();
  readonly #sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly #now: () => number;
  #connecting = false;
  /** Ends the requests of the attempt in progress. */
  #attempt = new AbortController();
  #connectedAt = 0;
  /** Before the next attempt. */
  #pause = 0;
  #reconnecting: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | null = null;
  /** Where Slack wants the WebSocket. */
  #host = 'Slack';

  constructor(options: SocketConnectionOptions) {
    this.#options = options;
    this.#sleep = options.sleep ?? ((ms, signal) => wait(ms, undefined, { signal }));
    this.#now = options.now ?? performance.now.bind(performance);
    this.receiver = new SocketModeReceiver({
      appToken: options.appToken,
      autoReconnectEnabled: false,
      clientPingTimeout: PING_TIMEOUT_MS,
      logger: options.slackLogger,
      installerOptions: {
        clientOptions: {
          ...options.clientOptions,
          fetch: fetchUntil(() => this.#attempt.signal),
          retryConfig: { retries: 0 },
        },
      },
    });
    guardFrames(this.receiver, options.logger);
    const { client } = this.receiver;
    client.on('authenticated', ({ url }: { url: string }) => {
      this.#host = new URL(url).host;
    });
    client.on('disconnected', () => {
      if (!this.#connecting && !this.#stopping.signal.aborted) this.#reconnecting = this.#reconnect();
    });
  }

  /** Connects once; rejects if that fails, or if it is stopped meanwhile. */
  async start(): Promise<void> {
    const stopping = this.#stopping.signal;
    stopping.throwIfAborted();
    this.#attempt = new AbortController();
    this.#connecting = true;
    try {
      await this.receiver.client.start();
    } catch (error) {
      // The client rejects with nothing where Slack gave an address, but no WebSocket could be opened there.
      throw error ?? new Error(`no WebSocket to ${this.#host} could be opened`);
    } finally {
      this.#connecting = false;
    }
    this.#connectedAt = this.#now();
    if (!stopping.aborted) return;
    // A connection that nobody closes would keep the process alive, and swallow events.
    await this.#disconnect();
    stopping.throwIfAborted();
  }

  /** Ends what is connecting and says goodbye; a Slack that does not answer is left without one. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    this.#attempt.abort();
    await this.#disconnect();
    await this.#reconnecting;
  }

  async #disconnect(): Promise<void> {
    const { client } = this.receiver;
    // A second call, while the first waits for the close frame (up to 30 s), cuts the connection.
    const timer = setTimeout(() => void client.disconnect(), CLOSE_TIMEOUT_MS);
    await client.disconnect();
    clearTimeout(timer);
  }

  async #reconnect(): Promise<void> {
    const { logger, onState, onLost } = this.#options;
    const { signal } = this.#stopping;
    onState('connecting');
    logger.warn('the connection to Slack was lost, connecting again');
    // Where each connection is cut as soon as it stands (by a proxy, say), the pauses grow all the same.
    if (this.#now() - this.#connectedAt >= GOOD_LIFE_MS) this.#pause = 0;
    for (;;) {
      try {
        await this.#sleep(this.#pause, signal);
        this.#pause = nextPause(this.#pause);
        await this.start();
        logger.info('connected again');
        return onState('ready');
      } catch (err) {
        if (signal.aborted) return;
        if (isDeadToken(err)) return onLost(err);
        this.#pause = Math.max(this.#pause, (retryAfterSeconds(err) ?? 0) * 1_000);
        logger.warn({ err }, 'could not connect to Slack');
      }
    }
  }
}

/**
 * The client's listener is async and nobody waits for it, so that a frame it does not expect (`null`, an event
 * without payload) would end the process as an unhandled rejection.
 */
function guardFrames({ client }: SocketModeReceiver, logger: Logger): void {
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (...frame: unknown[]) => {
    try {
      for (const listener of listeners) await listener.call(client, ...frame);
    } catch (err) {
      logger.warn({ err }, 'Slack sent a frame that makes no sense');
    }
  });
}

function nextPause(pause: number): number {
  return Math.min(Math.max(pause * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
}
