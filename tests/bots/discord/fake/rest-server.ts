import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './check-message.ts';

/** An answer of Discord's that is not 2xx. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly headers: Record<string, string>;

  constructor(status: number, code: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** Answers a request, or throws a `Refusal`; `undefined` becomes 204. `ids` are the parts of the route that vary. */
export type Handler = (body: Json, ...ids: string[]) => unknown;

export interface RestServerOptions {
  readonly token: string;
  /** Handlers by method and route: `POST /channels/:id/messages`. */
  readonly handlers: readonly (readonly [string, Handler])[];
  /** Told of requests that no client should make. */
  readonly complain: (problem: string) => void;
}

/** Discord's REST API v10 as far as HTTP goes: routes, authorization, the form of answers and errors. */
export class RestServer {
  readonly http: Server;
  /** Every call, in order: `PUT /applications/…/commands`. */
  readonly calls: string[] = [];
  /** Routes, as in `handlers`, that take a request and never answer. */
  readonly silent = new Set<string>();
  readonly #options: RestServerOptions;

  constructor(options: RestServerOptions) {
    this.#options = options;
    this.http = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      // A 204 has no content type.
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      response.writeHead(status, { ...type, ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    try {
      const body = await read(request);
      const answer = await this.#route(request, body === '' ? {} : (JSON.parse(body) as Json));
      send(answer === undefined ? 204 : 200, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        this.#options.complain(String(error));
        return send(500, { message: String(error), code: 0 });
      }
      const { status, code, message, headers } = error;
      send(status, { message, code, ...(status === 429 && { retry_after: 0, global: false }) }, headers);
    }
  }

  #route(request: IncomingMessage, body: Json): unknown {
    const method = request.method ?? 'GET';
    const route = new URL(request.url ?? '/', this.origin).pathname.replace(/^\/api\/v10/, '');
    this.calls.push(`${method} ${route}`);
    this.#authorize(route, request.headers.authorization);
    for (const [pattern, handler] of this.#options.handlers) {
      const match = patternOf(pattern).exec(`${method} ${route}`);
      if (match && this.silent.has(pattern)) return new Promise(() => {});
      if (match) return handler(body, ...match.slice(1));
    }
    this.#options.complain(`unknown route ${method} ${route}`);
    throw new Refusal(404, 0, '404: Not Found');
  }

  #authorize(route: string, authorization: string | undefined): void {
    if (/^\/(?:interactions|webhooks)\//.test(route)) {
      if (authorization !== undefined) this.#options.complain('the bot token was sent where none is needed');
    } else if (authorization !== `Bot ${this.#options.token}`) {
      throw new Refusal(401, 0, '401: Unauthorized');
    }
  }
}

function patternOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(':id', '(\\d{17,20})').replaceAll(':token', '([^/]+)')}$`);
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
