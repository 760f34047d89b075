import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkCommands } from './check-commands.ts';
import { checkMessage, type Json, list } from './check-message.ts';
import { FakeGateway } from './fake-gateway.ts';
import { readMarkdown } from './read-markdown.ts';
import { textsOf } from './see-message.ts';
import { snowflake } from './snowflake.ts';
import { BOT, CHANNEL, GUILD, guildCreate, OTHER_CHANNEL, THREAD } from './world-map.ts';

export const TOKEN = 'fake.discord.token';

/** A message that Discord took. */
export interface PostedMessage {
  readonly id: string;
  readonly channel: string;
  readonly content: string;
  readonly embeds: unknown;
  readonly components: unknown;
  readonly allowedMentions: Json | undefined;
  /** Whether only the person of the interaction sees it. */
  readonly ephemeral: boolean;
  readonly direct: boolean;
  /** Id of the interaction that it answers, or null. */
  readonly interaction: string | null;
  /** Id of the message that it replies to, or null. */
  readonly replyTo: string | null;
}

/** An interaction from Discord's side. */
export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly channel: string;
  readonly since: number;
  /** Responses that were tried, taken or not. */
  attempts: number;
  /** When the first response came; null before. */
  acknowledgedAt: number | null;
  ephemeral: boolean;
  /** What came of autocomplete. */
  choices: { name: string; value: string }[] | null;
  message: PostedMessage | null;
  /** Set to make Discord forget it (10062), its token (50027) or its waiting reply (10008). */
  state: 'live' | 'unknown' | 'expired' | 'deleted';
}

/** Answers of Discord's that are not 2xx. */
class Refusal extends Error {
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

type Handler = (body: Json, ...ids: string[]) => unknown;

/** First response within 3 s, https://docs.discord.com/developers/interactions/receiving-and-responding. */
const RESPONSE_LIMIT_MS = 3_000;

/** A Discord on this machine: REST v10 and gateway, with Discord's limits and moods. */
export class FakeDiscord {
  readonly messages: PostedMessage[] = [];
  /** Requests that broke a rule. */
  readonly refusals: string[] = [];
  /** Every REST call, in order: `PUT /applications/…/commands`. */
  readonly calls: string[] = [];
  readonly interactions = new Map<string, FakeInteraction>();
  readonly commands = new Map<string, Json[]>();
  readonly directChannels = new Map<string, string>();
  application: Json = {
    id: BOT,
    name: 'Attaché',
    flags: 0,
    bot: { id: BOT, username: 'attache' },
    integration_types_config: { '0': {}, '1': {} },
  };
  guilds: Json[] = [{ id: GUILD, name: 'Fake', permissions: '274877991936' }];
  /** Refuses posts to a channel with a code, or posts with embeds. */
  readonly closedChannels = new Map<string, number>();
  embedsForbidden = false;
  readonly gateway: FakeGateway;
  readonly #server: Server;
  readonly #nonces = new Map<string, PostedMessage>();
  #throttled = 0;

  constructor() {
    this.gateway = new FakeGateway({
      token: TOKEN,
      guilds: () => [guildCreate()],
      ready: (session) => ({
        v: 10,
        user: { id: BOT, username: 'attache', discriminator: '0', avatar: null, bot: true },
        guilds: [{ id: GUILD, unavailable: true }],
        session_id: session,
        resume_gateway_url: `${this.origin.replace('http', 'ws')}/gateway`,
        shard: [0, 1],
        application: { id: BOT, flags: 0 },
      }),
    });
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on('upgrade', (request, socket, head) => this.gateway.upgrade(request, socket, head));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.gateway.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return `${this.origin}/api`;
  }

  /** A new interaction; its event is sent by the caller. */
  begin(type: number, channel: string): FakeInteraction {
    const interaction: FakeInteraction = {
      id: snowflake(),
      token: `token-${snowflake()}`,
      type,
      channel,
      since: Date.now(),
      attempts: 0,
      acknowledgedAt: null,
      ephemeral: false,
      choices: null,
      message: null,
      state: 'live',
    };
    this.interactions.set(interaction.token, interaction);
    return interaction;
  }

  directChannel(user: string): string {
    const channel = this.directChannels.get(user) ?? snowflake();
    this.directChannels.set(user, channel);
    return channel;
  }

  throttle(count: number): void {
    this.#throttled += count;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      // A 204 has no content type.
      response.writeHead(status, {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    try {
      const body = await read(request);
      const answer = this.#route(request, body === '' ? {} : (JSON.parse(body) as Json));
      send(answer === undefined ? 204 : 200, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        this.refusals.push(String(error));
        return send(500, { message: String(error), code: 0 });
      }
      send(
        error.status,
        {
          message: error.message,
          code: error.code,
          ...(error.status === 429 && { retry_after: 0, global: false }),
        },
        error.headers,
      );
    }
  }

  #route(request: IncomingMessage, body: Json): unknown {
    const method = request.method ?? 'GET';
    const path = new URL(request.url ?? '/', this.origin).pathname;
    const route = path.replace(/^\/api\/v10/, '');
    this.calls.push(`${method} ${route}`);
    const ofInteraction = /^\/(?:interactions|webhooks)\//.test(route);
    if (!ofInteraction && request.headers.authorization !== `Bot ${TOKEN}`) {
      throw new Refusal(401, 0, '401: Unauthorized');
    }
    if (ofInteraction && request.headers.authorization !== undefined) {
      this.refusals.push('the bot token was sent where none is needed');
    }
    for (const [pattern, handler] of this.#handlers) {
      const [, wanted, shape = ''] = /^(\w+) (.*)$/.exec(pattern) ?? [];
      const match =
        wanted === method
          ? new RegExp(`^${shape.replaceAll(':id', '(\\d{17,20})').replaceAll(':token', '([^/]+)')}$`).exec(
              route,
            )
          : null;
      if (match) return handler(body, ...match.slice(1));
    }
    this.refusals.push(`unknown route ${method} ${route}`);
    throw new Refusal(404, 0, '404: Not Found');
  }

  readonly #handlers: readonly (readonly [string, Handler])[] = [
    [
      'GET /gateway/bot',
      () => ({
        url: `${this.origin.replace('http', 'ws')}/gateway`,
        shards: 1,
        session_start_limit: { total: 1_000, remaining: 998, reset_after: 14_400_000, max_concurrency: 1 },
      }),
    ],
    ['GET /applications/@me', () => this.application],
    ['GET /users/@me/guilds', () => this.guilds],
    ['GET /applications/:id/commands', () => this.commands.get('') ?? []],
    ['PUT /applications/:id/commands', (body) => this.#setCommands('', body)],
    [
      'GET /applications/:id/guilds/:id/commands',
      (_, __, guild = '') => this.#ofGuild(guild, () => this.commands.get(guild) ?? []),
    ],
    [
      'PUT /applications/:id/guilds/:id/commands',
      (body, _, guild = '') => this.#ofGuild(guild, () => this.#setCommands(guild, body)),
    ],
    [
      'POST /interactions/:id/:token/callback',
      (body, id, token = '') => this.#respond(id ?? '', token, body),
    ],
    [
      'PATCH /webhooks/:id/:token/messages/@original',
      (body, _, token = '') => this.#editOriginal(token, body),
    ],
    [
      'POST /users/@me/channels',
      ({ recipient_id }) => ({ id: this.directChannel(String(recipient_id)), type: 1 }),
    ],
    ['POST /channels/:id/typing', () => undefined],
    ['POST /channels/:id/messages', (body, channel = '') => this.#post(channel, body)],
  ];

  #ofGuild<T>(guild: string, then: () => T): T {
    if (!this.guilds.some(({ id }) => id === guild)) throw new Refusal(403, 50_001, 'Missing Access');
    return then();
  }

  #setCommands(place: string, body: unknown): Json[] {
    const problems = checkCommands(body);
    if (problems.length > 0) this.#refuse(problems);
    // Discord answers with ids and every default, and knows no difference between none and null.
    const stored = list(body).map((command) => ({
      id: snowflake(),
      application_id: BOT,
      version: snowflake(),
      default_member_permissions: null,
      nsfw: false,
      contexts: place === '' ? [0, 1, 2] : null,
      integration_types: [0],
      description_localizations: null,
      ...command,
      description: command.description ?? '',
    }));
    this.commands.set(place, stored);
    return stored;
  }

  #respond(id: string, token: string, { type, data = {} }: Json): undefined {
    this.#throttle();
    const interaction = this.interactions.get(token);
    if (interaction) interaction.attempts += 1;
    const late =
      interaction &&
      interaction.acknowledgedAt === null &&
      Date.now() - interaction.since > RESPONSE_LIMIT_MS;
    if (!interaction || interaction.id !== id || interaction.state === 'unknown' || late) {
      throw new Refusal(404, 10_062, 'Unknown interaction');
    }
    if (interaction.acknowledgedAt !== null) {
      throw new Refusal(400, 40_060, 'Interaction has already been acknowledged.');
    }
    const content = data as Json;
    if ((interaction.type === 4) !== (type === 8)) this.#refuse(['the wrong type of response']);
    if (type === 8) this.#suggest(interaction, list(content.choices));
    interaction.ephemeral = (Number(content.flags ?? 0) & 64) !== 0;
    if (type === 4) this.#keep(interaction, content);
    interaction.acknowledgedAt = Date.now();
  }

  #suggest(interaction: FakeInteraction, choices: Json[]): void {
    const fits = (text: unknown) => typeof text === 'string' && text.length > 0 && text.length <= 100;
    if (choices.length > 25 || !choices.every(({ name, value }) => fits(name) && fits(value)))
      this.#refuse(['choices']);
    interaction.choices = choices as unknown as { name: string; value: string }[];
  }

  #editOriginal(token: string, body: Json): Json {
    this.#throttle();
    const interaction = this.interactions.get(token);
    if (interaction?.state === 'expired') throw new Refusal(401, 50_027, 'Invalid Webhook Token');
    if (!interaction || interaction.acknowledgedAt === null || interaction.state === 'unknown') {
      throw new Refusal(404, 10_015, 'Unknown Webhook');
    }
    if (interaction.state === 'deleted') throw new Refusal(404, 10_008, 'Unknown Message');
    return { id: this.#keep(interaction, body).id };
  }

  /** Puts a message in the place of what the interaction showed before. */
  #keep(interaction: FakeInteraction, body: Json): PostedMessage {
    this.#check(body);
    const { message: before, channel } = interaction;
    const message = this.#message(body, channel, {
      id: before?.id ?? snowflake(),
      ephemeral: interaction.ephemeral,
      interaction: interaction.id,
    });
    const index = before === null ? -1 : this.messages.indexOf(before);
    if (index >= 0) this.messages[index] = message;
    else this.messages.push(message);
    interaction.message = message;
    return message;
  }

  #post(channel: string, body: Json): Json {
    this.#throttle();
    const closed = this.closedChannels.get(channel);
    if (closed !== undefined) throw new Refusal(403, closed, 'Missing Access');
    const known = [CHANNEL, OTHER_CHANNEL, THREAD, ...this.directChannels.values()].includes(channel);
    if (!known) throw new Refusal(404, 10_003, 'Unknown Channel');
    if (this.embedsForbidden && list(body.embeds).length > 0)
      throw new Refusal(403, 50_013, 'Missing Permissions');
    this.#check(body);
    const key = `${channel}:${String(body.nonce)}`;
    const before = body.nonce !== undefined && body.enforce_nonce ? this.#nonces.get(key) : undefined;
    if (before) return { id: before.id };
    const reference = (body.message_reference as Json | undefined)?.message_id;
    const message = this.#message(body, channel, {
      replyTo: reference === undefined ? null : String(reference),
    });
    this.#nonces.set(key, message);
    this.messages.push(message);
    return { id: message.id };
  }

  #message(body: Json, channel: string, more: Partial<PostedMessage>): PostedMessage {
    return {
      id: snowflake(),
      channel,
      content: String(body.content ?? ''),
      embeds: body.embeds,
      components: body.components,
      allowedMentions: body.allowed_mentions as Json | undefined,
      ephemeral: false,
      direct: [...this.directChannels.values()].includes(channel),
      interaction: null,
      replyTo: null,
      ...more,
    };
  }

  #check(body: Json): void {
    const problems = checkMessage(body);
    if (problems.includes('empty message')) throw new Refusal(400, 50_006, 'Cannot send an empty message');
    if (problems.length > 0) this.#refuse(problems);
    const texts = textsOf({ content: String(body.content ?? ''), embeds: body.embeds });
    // Discord would take it, but it would not look as it was written.
    this.refusals.push(
      ...texts.flatMap((text) => readMarkdown(text).leaks.map((leak) => `markdown leaks: ${leak}`)),
    );
  }

  #refuse(problems: readonly string[]): never {
    this.refusals.push(problems.join(', '));
    throw new Refusal(400, 50_035, `Invalid Form Body: ${problems.join(', ')}`);
  }

  #throttle(): void {
    if (this.#throttled === 0) return;
    this.#throttled -= 1;
    throw new Refusal(429, 0, 'You are being rate limited.', {
      'retry-after': '0',
      'x-ratelimit-scope': 'shared',
    });
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
