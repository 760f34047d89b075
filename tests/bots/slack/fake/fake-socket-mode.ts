import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { until } from '../../until.ts';

export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive';

/** The socket's end of Socket Mode, https://docs.slack.dev/apis/events-api/using-socket-mode. */
export class FakeSocketMode {
  /** Connections that were greeted since the start. */
  greeted = 0;
  /** How it takes new connections. */
  mood: 'friendly' | 'refuses' | 'hangs up after hello' | 'says nothing' = 'friendly';
  readonly #server = new WebSocketServer({ noServer: true });
  /** Envelopes that are sent again over the next connection, as Slack does. */
  readonly #unacknowledged = new Map<string, object>();
  readonly #waiting = new Set<Duplex>();
  #current: WebSocket | null = null;

  get connected(): boolean {
    return this.#current !== null;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.mood === 'refuses') return void socket.destroy();
    if (this.mood === 'says nothing') return void this.#keepWaiting(socket);
    this.#server.handleUpgrade(request, socket, head, (connection) => {
      this.#current = connection;
      connection.on('message', (data) => {
        const { envelope_id } = JSON.parse(String(data)) as { envelope_id?: string };
        if (envelope_id) this.#unacknowledged.delete(envelope_id);
      });
      connection.on('close', () => {
        if (this.#current === connection) this.#current = null;
      });
      connection.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
      if (this.mood === 'hangs up after hello') connection.close();
      for (const envelope of this.#unacknowledged.values()) {
        connection.send(JSON.stringify({ ...envelope, retry_attempt: 1, retry_reason: 'timeout' }));
      }
      this.greeted += 1;
    });
  }

  /** Connections that asked for a WebSocket and did not get it. */
  get waiting(): number {
    return this.#waiting.size;
  }

  #keepWaiting(socket: Duplex): void {
    this.#waiting.add(socket);
    socket.on('close', () => this.#waiting.delete(socket));
    socket.on('error', () => undefined);
    socket.on('end', () => socket.destroy());
    socket.resume();
  }

  /** Sends an envelope; resolves when it is acknowledged. */
  async deliver(type: EnvelopeType, payload: object, retry = 0): Promise<void> {
    const connection = await until('a connection', () => this.#current);
    const envelope_id = randomUUID();
    const envelope = {
      envelope_id,
      type,
      payload,
      accepts_response_payload: type !== 'events_api',
      ...(retry > 0 ? { retry_attempt: retry, retry_reason: 'timeout' } : {}),
    };
    this.#unacknowledged.set(envelope_id, envelope);
    connection.send(JSON.stringify(envelope));
    await until('an acknowledgement', () => !this.#unacknowledged.has(envelope_id));
  }

  /** Sends something that is no envelope. */
  sendRaw(text: string): void {
    this.#current?.send(text);
  }

  /** Reads nothing more from the line, not even a goodbye. */
  freeze(): void {
    this.#current?.pause();
  }

  /** Asks the client to connect anew, as Slack does every few hours. */
  async refresh(): Promise<void> {
    const before = this.greeted;
    this.sendRaw(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    await until('a new connection', () => this.greeted > before);
  }

  /** Cuts the line without a close frame. */
  async drop(): Promise<void> {
    const before = this.greeted;
    this.#current?.terminate();
    await until('a new connection', () => this.greeted > before);
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    for (const socket of this.#waiting) socket.destroy();
    this.#server.close();
  }
}
