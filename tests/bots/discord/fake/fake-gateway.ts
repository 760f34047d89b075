import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayIntentBits } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { until } from '../../until.ts';
import { snowflake } from './snowflake.ts';

interface Dispatch {
  readonly op: 0;
  readonly t: string;
  readonly s: number;
  readonly d: unknown;
}

interface Session {
  readonly id: string;
  readonly sent: Dispatch[];
}

export interface GatewayOptions {
  readonly token: string;
  /** The events after READY. */
  readonly ready: (session: string) => object;
  readonly guilds: () => readonly object[];
}

/** Intents that Discord hands out on request only. */
const PRIVILEGED =
  GatewayIntentBits.MessageContent | GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences;
const HEARTBEAT_MS = 41_250;

/** The server's end of the gateway, https://docs.discord.com/developers/events/gateway. */
export class FakeGateway {
  /** Connections that were identified and resumed since the start. */
  identified = 0;
  resumed = 0;
  /** Connections that were asked for. */
  attempts = 0;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #options: GatewayOptions;
  readonly #sessions = new Map<string, Session>();
  #session: Session | null = null;
  #socket: WebSocket | null = null;
  #closed = false;

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.attempts += 1;
    if (this.#closed) {
      socket.destroy();
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => {
      connection.on('message', (data) => this.#receive(connection, JSON.parse(String(data))));
      connection.on('close', () => {
        if (this.#socket === connection) this.#socket = null;
      });
      connection.send(JSON.stringify({ op: 10, d: { heartbeat_interval: HEARTBEAT_MS } }));
    });
  }

  /** Sends an event; while there is no connection, it waits for one that resumes. */
  dispatch(t: string, d: unknown): void {
    if (!this.#session) throw new Error('Nobody is connected.');
    const event: Dispatch = { op: 0, t, s: this.#session.sent.length + 1, d };
    this.#session.sent.push(event);
    this.#socket?.send(JSON.stringify(event));
  }

  get connected(): boolean {
    return this.#socket !== null;
  }

  /** Asks the client to connect anew (op 7), as Discord does every few hours; resolves when it has. */
  async requestReconnect(): Promise<void> {
    const before = this.resumed;
    this.#socket?.send(JSON.stringify({ op: 7, d: null }));
    await until('a resumed session', () => this.resumed > before);
  }

  /** Cuts the line without a close frame; resolves when the client is back. */
  async drop(): Promise<void> {
    const before = this.resumed;
    this.#socket?.terminate();
    await until('a resumed session', () => this.resumed > before);
  }

  /** Forgets the session, so that a resume fails (op 9) and the client has to identify anew. */
  async invalidate(): Promise<void> {
    const before = this.identified;
    this.#sessions.clear();
    this.#socket?.terminate();
    await until('a new session', () => this.identified > before);
  }

  /** Closes the connection with one of Discord's codes. */
  closeWith(code: number): void {
    this.#socket?.close(code);
  }

  /** Ends every connection and takes no more. */
  close(): void {
    this.#closed = true;
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #receive(connection: WebSocket, { op, d }: { op: number; d: Record<string, unknown> }): void {
    if (op === 1) connection.send(JSON.stringify({ op: 11 }));
    if (op === 2) this.#identify(connection, d);
    if (op === 6) this.#resume(connection, d);
  }

  #identify(connection: WebSocket, { token, intents }: Record<string, unknown>): void {
    if (token !== this.#options.token) {
      connection.close(4004, 'Authentication failed.');
      return;
    }
    if ((Number(intents) & PRIVILEGED) !== 0) {
      connection.close(4014, 'Disallowed intent(s).');
      return;
    }
    const session = { id: snowflake(), sent: [] };
    this.#sessions.set(session.id, session);
    this.#session = session;
    this.#socket = connection;
    this.dispatch('READY', this.#options.ready(session.id));
    for (const guild of this.#options.guilds()) this.dispatch('GUILD_CREATE', guild);
    this.identified += 1;
  }

  #resume(connection: WebSocket, { token, session_id, seq }: Record<string, unknown>): void {
    const session = this.#sessions.get(String(session_id));
    if (token !== this.#options.token || !session) {
      connection.send(JSON.stringify({ op: 9, d: false }));
      return;
    }
    this.#session = session;
    this.#socket = connection;
    for (const event of session.sent.filter(({ s }) => s > Number(seq)))
      connection.send(JSON.stringify(event));
    this.dispatch('RESUMED', {});
    this.resumed += 1;
  }
}
