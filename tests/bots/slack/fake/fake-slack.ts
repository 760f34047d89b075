import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkMessage, checkView } from './check-message.ts';
import { FakeSocketMode } from './fake-socket-mode.ts';

export const BOT_TOKEN = 'xoxb-fake-bot-token';
export const APP_TOKEN = 'xapp-fake-app-token';
export const SIGNING_SECRET = 'fake-signing-secret';
export const BOT_USER = 'UBOT';
export const BOT_ID = 'BBOT';
export const TEAM = 'T1';

/** A message that Slack took. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | null;
  readonly text: string;
  readonly blocks: unknown;
  /** The one person who sees it, or null. */
  readonly ephemeralFor: string | null;
  /** Id of the response_url that it came through, or null. */
  readonly response: string | null;
}

interface ResponseUrl {
  readonly channel: string;
  readonly user: string;
  uses: number;
}

type Fields = Record<string, unknown>;
type Handler = (fields: Fields) => Fields;

/** Slack's own limit, https://docs.slack.dev/interactivity/handling-user-interaction. */
const RESPONSE_URL_USES = 5;
const POSTS = ['chat.postMessage', 'chat.postEphemeral'];

/** A Slack on this machine: Web API, response URLs and Socket Mode, with Slack's limits and moods. */
export class FakeSlack {
  readonly messages: PostedMessage[] = [];
  /** Requests that broke a rule. */
  readonly refusals: string[] = [];
  /** Every Web API call, in order. */
  readonly calls: { method: string; fields: Fields }[] = [];
  readonly views = new Map<string, unknown>();
  readonly prompts = new Map<string, unknown>();
  scopes =
    'app_mentions:read,assistant:write,channels:history,chat:write,commands,groups:history,im:history,mpim:history';
  /** Fails these methods with these words. */
  readonly failing = new Map<string, string>();
  readonly socket = new FakeSocketMode();
  readonly #responses = new Map<string, ResponseUrl>();
  readonly #threads = new Set<string>();
  readonly #silent = new Set<string>();
  readonly #server: Server;
  #throttled = 0;
  #waiting = 0;
  #clock = 1_700_000_000;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error) => {
        this.refusals.push(String(error));
        response.writeHead(500).end();
      });
    });
    this.#server.on('upgrade', (request, socket, head) => this.socket.upgrade(request, socket, head));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.socket.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return `${this.origin}/api/`;
  }

  /** A new message timestamp, which is also a message's id. */
  timestamp(): string {
    this.#clock += 1;
    return `${this.#clock}.000100`;
  }

  /** A person writes in a thread. */
  openThread(channel: string, thread: string): void {
    this.#threads.add(`${channel}:${thread}`);
  }

  responseUrl(channel: string, user: string): { id: string; url: string } {
    const id = `r${this.#responses.size + 1}`;
    this.#responses.set(id, { channel, user, uses: 0 });
    return { id, url: `${this.origin}/response/${id}` };
  }

  expireResponseUrl(id: string): void {
    const found = this.#responses.get(id);
    if (found) found.uses = RESPONSE_URL_USES;
  }

  /** How many are waiting for an answer or a WebSocket that never comes. */
  get waiting(): number {
    return this.#waiting + this.socket.waiting;
  }

  /** Never answers this method. */
  ignore(method: string): void {
    this.#silent.add(method);
  }

  throttle(count: number): void {
    this.#throttled += count;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const path = new URL(request.url ?? '/', this.origin).pathname;
    const send = (status: number, fields: Fields | string, headers: Record<string, string> = {}) => {
      const json = typeof fields !== 'string';
      response.writeHead(status, { 'content-type': json ? 'application/json' : 'text/plain', ...headers });
      response.end(json ? JSON.stringify(fields) : fields);
    };
    const method = path.replace(/^\/api\//, '');
    const posts = POSTS.includes(method) || path.startsWith('/response/');
    if (posts && this.#throttled > 0) {
      this.#throttled -= 1;
      return send(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '0' });
    }
    if (path.startsWith('/response/')) {
      const problem = this.#respond(path.split('/').at(-1) ?? '', JSON.parse(body) as Fields);
      return problem === null ? send(200, 'ok') : send(404, problem);
    }
    const fields = decode(new URLSearchParams(body));
    this.calls.push({ method, fields });
    if (this.#silent.has(method)) {
      this.#waiting += 1;
      response.once('close', () => {
        this.#waiting -= 1;
      });
      return;
    }
    const answer = this.#call(method, fields, request.headers.authorization ?? '');
    return send(200, answer, method === 'auth.test' ? { 'x-oauth-scopes': this.scopes } : {});
  }

  #call(method: string, fields: Fields, authorization: string): Fields {
    const failure = this.failing.get(method);
    if (failure !== undefined) return { ok: false, error: failure };
    const expected = method === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN;
    if (authorization !== `Bearer ${expected}`) return { ok: false, error: 'invalid_auth' };
    return this.#handlers[method]?.(fields) ?? this.#refuse(`unknown_method ${method}`);
  }

  readonly #handlers: Record<string, Handler> = {
    'auth.test': () => ({
      ok: true,
      url: 'https://fake.slack.com/',
      team: 'Fake',
      user: 'attache',
      team_id: TEAM,
      user_id: BOT_USER,
      bot_id: BOT_ID,
    }),
    'apps.connections.open': () => ({ ok: true, url: `${this.origin.replace('http', 'ws')}/socket` }),
    'chat.postMessage': (fields) => this.#post(fields, null),
    'chat.postEphemeral': (fields) => {
      const thread = fields.thread_ts;
      if (thread !== undefined && !this.#threads.has(`${String(fields.channel)}:${String(thread)}`)) {
        return this.#refuse('an ephemeral message in a thread that does not exist is shown to nobody');
      }
      return this.#post(fields, String(fields.user));
    },
    'views.publish': ({ user_id, view }) => {
      const problems = checkView(view);
      if (problems.length > 0) return this.#refuse(problems.join(', '));
      this.views.set(String(user_id), view);
      return { ok: true };
    },
    'assistant.threads.setStatus': ({ channel_id, thread_ts }) =>
      channel_id && thread_ts ? { ok: true } : this.#refuse('setStatus without channel or thread'),
    'assistant.threads.setSuggestedPrompts': ({ channel_id, thread_ts, prompts }) => {
      if (thread_ts !== undefined) return this.#refuse('an agent sets prompts without thread_ts');
      if (!Array.isArray(prompts) || prompts.length > 4) return this.#refuse('more than four prompts');
      this.prompts.set(String(channel_id), prompts);
      return { ok: true };
    },
  };

  #post(fields: Fields, ephemeralFor: string | null): Fields {
    const problems = checkMessage(fields);
    if (fields.link_names || fields.parse === 'full') problems.push('names would be linked');
    if (problems.length > 0) return this.#refuse(problems.join(', '));
    const channel = String(fields.channel);
    const thread = fields.thread_ts === undefined ? null : String(fields.thread_ts);
    if (thread !== null && ephemeralFor === null) this.openThread(channel, thread);
    const ts = this.timestamp();
    const { text, blocks } = fields;
    this.messages.push({ channel, ts, thread, text: String(text), blocks, ephemeralFor, response: null });
    return { ok: true, channel, ts };
  }

  /** Null if the response_url took the message, else what it answers. */
  #respond(id: string, fields: Fields): string | null {
    const known = this.#responses.get(id);
    if (!known || known.uses >= RESPONSE_URL_USES) return known ? 'expired_url' : 'used_url';
    known.uses += 1;
    const problems = checkMessage(fields);
    if (problems.length > 0) {
      this.#refuse(problems.join(', '));
      return 'invalid_payload';
    }
    const thread = fields.thread_ts === undefined ? null : String(fields.thread_ts);
    const ephemeralFor = fields.response_type === 'in_channel' ? null : known.user;
    const { channel } = known;
    const { text, blocks } = fields;
    this.messages.push({
      channel,
      ts: this.timestamp(),
      thread,
      text: String(text),
      blocks,
      ephemeralFor,
      response: id,
    });
    return null;
  }

  #refuse(why: string): Fields {
    this.refusals.push(why);
    return { ok: false, error: 'invalid_arguments', detail: why };
  }
}

/** Undoes the web client's encoding: form fields, objects and lists as JSON. */
function decode(form: URLSearchParams): Fields {
  return Object.fromEntries(
    [...form].map(([name, value]) => [
      name,
      /^[[{]/.test(value) && name !== 'text' ? JSON.parse(value) : value,
    ]),
  );
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
