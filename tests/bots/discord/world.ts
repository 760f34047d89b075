import { pino } from 'pino';
import { DiscordAdapter } from '../../../src/bots/discord/adapter.ts';
import { parseDiscordSettings } from '../../../src/bots/discord/settings.ts';
import type { Asked, Button, ChatWorld, Question, SeenReply, WorldOptions } from '../conformance/harness.ts';
import { until } from '../until.ts';
import { FakeDiscord, TOKEN } from './fake/fake-discord.ts';
import {
  buttonInteraction,
  commandInteraction,
  IN_CHANNEL,
  menuInteraction,
  messageCreate,
  option,
  type Spot,
} from './fake/payloads.ts';
import { buttonsOf, seeMessage } from './fake/see-message.ts';
import { snowflake } from './fake/snowflake.ts';
import type { FakeInteraction, PostedMessage } from './fake/state.ts';
import { BOT } from './fake/world-map.ts';

interface AskedInDiscord extends Asked {
  readonly user: string;
  readonly spot: Spot;
  readonly event: { readonly type: string; readonly payload: object };
  /** Null for a message. */
  readonly interaction: FakeInteraction | null;
}

/** A fake Discord with the real adapter connected to it. */
export class DiscordWorld implements ChatWorld {
  readonly discord = new FakeDiscord();
  /** How long adapters that are started from now on let questions finish when they are stopped. */
  drainTimeoutMs: number | null = null;
  readonly #options: WorldOptions;
  readonly #asked = new Map<string, AskedInDiscord>();
  readonly #people = new Map<string, string>();
  #adapter: DiscordAdapter | null = null;

  constructor(options: WorldOptions) {
    this.#options = options;
  }

  static async open(
    options: WorldOptions,
    prepare: (discord: FakeDiscord) => void = () => {},
  ): Promise<DiscordWorld> {
    const world = new DiscordWorld(options);
    prepare(world.discord);
    await world.discord.start();
    await world.#start();
    return world;
  }

  /** The environment in which the adapter runs. */
  get env(): Record<string, string> {
    return { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: this.discord.apiUrl, ...this.#options.env };
  }

  adapter(): DiscordAdapter {
    if (!this.#adapter) throw new Error('The adapter is not started.');
    return this.#adapter;
  }

  /** The id of a person, the same for the same name. */
  person(name = 'ana'): string {
    const id = this.#people.get(name) ?? snowflake();
    this.#people.set(name, id);
    return id;
  }

  async ask({ place, text, user: name, after }: Question): Promise<Asked> {
    const user = this.person(name);
    switch (place) {
      case 'slash command':
        return this.command(user, 'ask', [option('question', text)]);
      case 'message command':
        return this.interact(2, user, IN_CHANNEL, (interaction) =>
          menuInteraction(interaction, { user, spot: IN_CHANNEL }, text),
        );
      case 'direct message':
        return this.write({ user, text, spot: this.directSpot(user), mentionsBot: false });
      default: {
        const [replyTo] = after ? this.messages(after) : [];
        const content = replyTo ? text : `<@${BOT}> ${text}`;
        return this.write({
          user,
          text: content,
          spot: IN_CHANNEL,
          mentionsBot: true,
          ...(replyTo ? { replyTo } : {}),
        });
      }
    }
  }

  directSpot(user: string): Spot {
    return { guild: null, channel: this.discord.directChannel(user), type: 1, context: 1 };
  }

  /** A person types a command; resolves when it is acknowledged. */
  command(
    user: string,
    name: string,
    options: readonly object[],
    spot = IN_CHANNEL,
  ): Promise<AskedInDiscord> {
    return this.interact(2, user, spot, (interaction) =>
      commandInteraction(interaction, { user, spot }, name, options),
    );
  }

  /** A person writes a message. */
  async write(written: {
    readonly user: string;
    readonly text: string;
    readonly spot: Spot;
    readonly mentionsBot: boolean;
    readonly replyTo?: PostedMessage;
    readonly more?: object;
  }): Promise<AskedInDiscord> {
    const { user, text, spot } = written;
    const id = snowflake();
    const payload = messageCreate({ ...written, id, author: user, content: text });
    return this.#deliver({ id, user, spot, event: { type: 'MESSAGE_CREATE', payload }, interaction: null });
  }

  /** Sends an interaction; resolves when it is acknowledged, or refused if `expected` says so. */
  async interact(
    type: number,
    user: string,
    spot: Spot,
    payload: (interaction: FakeInteraction) => object,
    state: FakeInteraction['state'] = 'live',
  ): Promise<AskedInDiscord> {
    const interaction = this.discord.begin(type, spot.channel);
    interaction.state = state;
    const event = { type: 'INTERACTION_CREATE', payload: payload(interaction) };
    return this.#deliver({ id: interaction.id, user, spot, event, interaction });
  }

  async repeat(asked: Asked): Promise<void> {
    await this.#deliver(this.#find(asked));
  }

  replies(asked: Asked): readonly SeenReply[] {
    return this.messages(asked).map(seeMessage);
  }

  /** The same, as Discord has them. */
  messages({ id }: Asked): readonly PostedMessage[] {
    return this.discord.messages.filter((message) => message.interaction === id || message.replyTo === id);
  }

  async press(asked: Asked, name: Button): Promise<Asked> {
    const { user, spot } = this.#find(asked);
    const [message] = this.messages(asked);
    const [, customId] = (message ? buttonsOf(message) : []).find(([button]) => button === name) ?? [];
    if (!message || !customId) throw new Error(`No button ${name}.`);
    return this.interact(3, user, spot, (interaction) =>
      buttonInteraction(interaction, { user, spot }, { message, customId }),
    );
  }

  refusals(): readonly string[] {
    return this.discord.refusals;
  }

  async dropConnection(): Promise<void> {
    await this.discord.gateway.drop();
    await this.ready();
  }

  async ready(): Promise<void> {
    await until('the adapter to be ready', () => this.adapter().status().state === 'ready');
  }

  throttle(count: number): void {
    this.discord.throttle(count);
  }

  async restart(): Promise<void> {
    await this.adapter().stop();
    await this.#start();
  }

  async close(): Promise<void> {
    await this.#adapter?.stop();
    await this.discord.close();
  }

  async #start(): Promise<void> {
    const logger = pino({ level: 'debug' }, { write: (line) => this.#options.log(JSON.parse(line)) });
    const { assistant } = this.#options;
    const drain = this.drainTimeoutMs === null ? {} : { drainTimeoutMs: this.drainTimeoutMs };
    const settings = parseDiscordSettings(this.env);
    this.#adapter = new DiscordAdapter({ settings, assistant, logger, ...drain });
    await this.#adapter.start();
  }

  async #deliver(asked: AskedInDiscord): Promise<AskedInDiscord> {
    this.#asked.set(asked.id, asked);
    const { interaction, event } = asked;
    const before = interaction?.attempts ?? 0;
    this.discord.gateway.dispatch(event.type, event.payload);
    if (interaction) await until('a response', () => interaction.attempts > before);
    if (interaction?.state === 'live')
      await until('an acknowledgement', () => interaction.acknowledgedAt !== null);
    return asked;
  }

  #find(asked: Asked): AskedInDiscord {
    const found = this.#asked.get(asked.id);
    if (!found) throw new Error(`Nobody asked ${asked.id}.`);
    return found;
  }
}
