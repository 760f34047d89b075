import { checkCommands } from './check-commands.ts';
import { checkMessage, type Json, list } from './check-message.ts';
import { FakeGateway } from './fake-gateway.ts';
import { readMarkdown } from './read-markdown.ts';
import { type Handler, Refusal, RestServer } from './rest-server.ts';
import { textsOf } from './see-message.ts';
import { snowflake } from './snowflake.ts';
import type { FakeInteraction, PostedMessage } from './state.ts';
import { BOT, CHANNEL, GUILD, guildCreate, OTHER_CHANNEL, readyEvent, THREAD } from './world-map.ts';

export const TOKEN = 'fake.discord.token';

/** First response within 3 s, https://docs.discord.com/developers/interactions/receiving-and-responding. */
const RESPONSE_LIMIT_MS = 3_000;

/** A Discord on this machine: REST v10 and gateway, with Discord's limits and moods. */
export class FakeDiscord {
  readonly messages: PostedMessage[] = [];
  /** Requests that broke a rule. */
  readonly refusals: string[] = [];
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
  /** Takes no button that leads to this host: Discord has opinions about addresses that it does not document. */
  refusedHost: string | null = null;
  readonly gateway: FakeGateway;
  readonly #rest: RestServer;
  readonly #nonces = new Map<string, PostedMessage>();
  #throttled = 0;

  constructor() {
    this.gateway = new FakeGateway({
      token: TOKEN,
      guilds: () => [guildCreate()],
      ready: (session) => readyEvent(session, this.gatewayUrl),
    });
    this.#rest = new RestServer({
      token: TOKEN,
      handlers: this.#handlers,
      complain: (problem) => void this.refusals.push(problem),
    });
    this.#rest.http.on('upgrade', (request, socket, head) => this.gateway.upgrade(request, socket, head));
  }

  start(): Promise<void> {
    return this.#rest.start();
  }

  async close(): Promise<void> {
    this.gateway.close();
    await this.#rest.close();
  }

  /** Every REST call, in order: `PUT /applications/…/commands`. */
  get calls(): readonly string[] {
    return this.#rest.calls;
  }

  /** Routes that take a request and never answer. */
  get silent(): Set<string> {
    return this.#rest.silent;
  }

  get apiUrl(): string {
    return `${this.#rest.origin}/api`;
  }

  get gatewayUrl(): string {
    return `${this.#rest.origin.replace('http', 'ws')}/gateway`;
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

  readonly #handlers: readonly (readonly [string, Handler])[] = [
    [
      'GET /gateway/bot',
      () => ({
        url: this.gatewayUrl,
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
    const urls = list(body.components).flatMap((row) => list(row.components).map(({ url }) => url));
    if (urls.some((url) => url !== undefined && new URL(String(url)).host === this.refusedHost))
      throw new Refusal(400, 50_035, 'Invalid Form Body: url');
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
