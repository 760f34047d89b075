import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Assistant } from '../../answers/assistant.ts';
import { AttacheError } from '../../errors.ts';
import type { Adapter, AdapterStatus } from '../chat/adapter.ts';
import { AdapterLife } from '../chat/adapter-life.ts';
import type { Lane } from '../chat/work-queue.ts';
import type { Observer } from '../telemetry/observer.ts';
import { createApp, type Readiness } from './app.ts';
import { Asker } from './asker.ts';
import { MAX_CONNECTIONS, TIMEOUTS } from './limits.ts';
import type { HttpSettings } from './settings.ts';

/** How long `stop` lets requests in hand go on, and then how long their last words may take, in ms. */
const DRAIN_TIMEOUT_MS = 6_000;
const LAST_WORDS_MS = 1_000;

export interface HttpAdapterOptions {
  readonly settings: HttpSettings;
  /** Null while the articles are being loaded: the probes are answered from the start. */
  readonly assistant: () => Assistant | null;
  readonly queue: Lane;
  readonly observer: Observer;
  readonly readiness: () => Readiness;
  readonly metrics: Registry;
  readonly logger: Logger;
  readonly version: string;
  /** Shorter ones than `TIMEOUTS`, and fewer than `MAX_CONNECTIONS`, for tests. */
  readonly timeouts?: Partial<typeof TIMEOUTS>;
  readonly maxConnections?: number;
}

/** Questions, probes and metrics over HTTP. */
export class HttpAdapter implements Adapter {
  readonly #options: HttpAdapterOptions;
  readonly #asker: Asker;
  readonly #server: Server;
  readonly #giveUp = new AbortController();
  readonly #life = new AdapterLife();

  constructor(options: HttpAdapterOptions) {
    this.#options = options;
    this.#asker = new Asker({ ...options, stop: this.#giveUp.signal });
    const app = createApp({ ...options, asker: this.#asker });
    this.#server = createServer({ ...TIMEOUTS, ...options.timeouts }, getRequestListener(app.fetch));
    this.#server.maxConnections = options.maxConnections ?? MAX_CONNECTIONS;
    // The one that was dropped finds room when it comes again.
    this.#server.on('drop', () => this.#server.closeIdleConnections());
    // A client keeps its connection for its next request, which will not be taken.
    this.#server.on('request', (_, response) =>
      response.once('close', () => {
        if (this.#life.state === 'stopping') this.#server.closeIdleConnections();
      }),
    );
  }

  get closed(): Promise<void> {
    return this.#life.closed;
  }

  /** Base of the addresses, once started. */
  get origin(): string {
    const { address, family, port } = this.#server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  start(): Promise<void> {
    return this.#life.start(() => this.#listen());
  }

  async #listen(): Promise<void> {
    const { port, host } = this.#options.settings;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    }).catch((cause) => {
      const message = `Cannot listen on ${host}:${port} (${cause.code ?? cause}): set ATTACHE_HTTP_PORT or ATTACHE_HTTP_HOST to another one.`;
      throw new AttacheError('SETTINGS_INVALID', message, { cause });
    });
    this.#server.on('error', (err) =>
      this.#options.logger.error({ err }, 'the HTTP server reports an error'),
    );
    this.#life.ready();
    this.#options.logger.info({ origin: this.origin }, 'answering over HTTP');
  }

  stop(): Promise<void> {
    return this.#life.stop(() => this.#shut());
  }

  status(): AdapterStatus {
    return { state: this.#life.state, ...this.#asker.counts };
  }

  /** Takes no new connection; answers what has been asked, within a limit. */
  async #shut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    const giveUp = setTimeout(() => this.#giveUp.abort(), DRAIN_TIMEOUT_MS);
    const cutOff = setTimeout(() => this.#server.closeAllConnections(), DRAIN_TIMEOUT_MS + LAST_WORDS_MS);
    await closed;
    clearTimeout(giveUp);
    clearTimeout(cutOff);
  }
}
