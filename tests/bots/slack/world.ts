import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { SlackAdapter } from '../../../src/bots/slack/adapter.ts';
import { parseSlackSettings } from '../../../src/bots/slack/settings.ts';
import type { Asked, Button, ChatWorld, Question, SeenReply, WorldOptions } from '../conformance/harness.ts';
import { until } from '../until.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack, type PostedMessage, SIGNING_SECRET } from './fake/fake-slack.ts';
import {
  blockAction,
  CHANNEL,
  type Delivery,
  mention,
  message,
  messageShortcut,
  slashCommand,
  typed,
} from './fake/payloads.ts';
import { buttonsOf, seeMessage } from './fake/see-message.ts';
import { postSigned } from './fake/signed-request.ts';

export type Transport = 'socket' | 'http';

/** Ports that are tried for the adapter. */
const MAX_PORTS = 5;

interface AskedInSlack extends Asked {
  readonly user: string;
  readonly channel: string;
  /** Root of the thread, where there is one. */
  readonly root: string | null;
  readonly deliveries: readonly Delivery[];
  readonly isReply: (message: PostedMessage) => boolean;
}

/** A fake Slack with the real adapter connected to it. */
export class SlackWorld implements ChatWorld {
  readonly slack = new FakeSlack();
  readonly #options: WorldOptions;
  readonly #transport: Transport;
  readonly #asked = new Map<string, AskedInSlack>();
  #port = 0;
  #adapter: SlackAdapter | null = null;

  constructor(transport: Transport, options: WorldOptions) {
    this.#transport = transport;
    this.#options = options;
  }

  static async open(transport: Transport, options: WorldOptions): Promise<SlackWorld> {
    const world = new SlackWorld(transport, options);
    await world.slack.start();
    await world.#start();
    return world;
  }

  /** The environment in which the adapter runs. */
  get env(): Record<string, string> {
    return {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: this.slack.apiUrl,
      ...(this.#transport === 'socket'
        ? { SLACK_APP_TOKEN: APP_TOKEN }
        : { SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: String(this.#port) }),
      ...this.#options.env,
    };
  }

  adapter(): SlackAdapter {
    if (!this.#adapter) throw new Error('The adapter is not started.');
    return this.#adapter;
  }

  async ask({ place, text, user = 'U1', after }: Question): Promise<Asked> {
    const asked = this.#build(place, user, typed(text), after && this.#find(after));
    this.#asked.set(asked.id, asked);
    await Promise.all(asked.deliveries.map((delivery) => this.deliver(delivery)));
    return asked;
  }

  async repeat(asked: Asked): Promise<void> {
    for (const delivery of this.#find(asked).deliveries) await this.deliver(delivery, 1);
  }

  replies(asked: Asked): readonly SeenReply[] {
    return this.messages(asked).map(seeMessage);
  }

  /** The same, as Slack has them. */
  messages(asked: Asked): readonly PostedMessage[] {
    return this.slack.messages.filter(this.#find(asked).isReply);
  }

  async press(asked: Asked, name: Button | 'share'): Promise<Asked> {
    const { user, channel } = this.#find(asked);
    const [reply] = this.messages(asked);
    const [, action] = (reply ? buttonsOf(reply) : []).find(([button]) => button === name) ?? [];
    if (!reply || !action) throw new Error(`No button ${name}.`);
    const { response, delivery } = blockAction(this.slack, {
      user,
      channel,
      messageTs: reply.ts,
      thread: reply.thread,
      action,
    });
    const pressed: AskedInSlack = {
      id: response.id,
      user,
      channel,
      root: reply.thread,
      deliveries: [delivery],
      isReply: (posted) => posted.response === response.id,
    };
    this.#asked.set(pressed.id, pressed);
    await this.deliver(delivery);
    return pressed;
  }

  refusals(): readonly string[] {
    return this.slack.refusals;
  }

  async dropConnection(): Promise<void> {
    if (this.#transport === 'http') return;
    await this.slack.socket.drop();
    await until('the adapter to be ready', () => this.adapter().status().state === 'ready');
  }

  throttle(count: number): void {
    this.slack.throttle(count);
  }

  async restart(): Promise<void> {
    await this.adapter().stop();
    await this.#start();
  }

  async close(): Promise<void> {
    await this.#adapter?.stop();
    await this.slack.close();
  }

  /** Sends something to the app; resolves when it is acknowledged. */
  async deliver({ type, payload }: Delivery, retry = 0): Promise<void> {
    if (this.#transport === 'socket') return this.slack.socket.deliver(type, payload, retry);
    const json = JSON.stringify(payload);
    const forms = {
      events_api: ['application/json', json],
      slash_commands: [
        'application/x-www-form-urlencoded',
        String(new URLSearchParams(payload as Record<string, string>)),
      ],
      interactive: ['application/x-www-form-urlencoded', String(new URLSearchParams({ payload: json }))],
    } as const;
    const [contentType, body] = forms[type];
    const response = await postSigned(`http://127.0.0.1:${this.#port}/slack/events`, contentType, body, {
      retry,
    });
    if (!response.ok) throw new Error(`The app answered ${response.status}.`);
  }

  async #start(): Promise<void> {
    const logger = pino({ level: 'debug' }, { write: (line) => this.#options.log(JSON.parse(line)) });
    const { assistant } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      if (this.#port === 0) this.#port = await freePort();
      this.#adapter = new SlackAdapter({ settings: parseSlackSettings(this.env), assistant, logger });
      try {
        return await this.#adapter.start();
      } catch (error) {
        // Another test was faster: the port is free no longer.
        if (attempt === MAX_PORTS || !String(error).includes('EADDRINUSE')) throw error;
        this.#port = 0;
      }
    }
  }

  #build(place: string, user: string, text: string, after: AskedInSlack | undefined): AskedInSlack {
    if (place === 'slash command' || place === 'message shortcut') {
      const make = place === 'slash command' ? slashCommand : messageShortcut;
      const { response, delivery } = make(this.slack, user, text);
      const isReply = (posted: PostedMessage) => posted.response === response.id;
      return {
        id: response.id,
        user,
        channel: CHANNEL,
        root: null,
        deliveries: [delivery],
        isReply,
      };
    }
    const ts = this.slack.timestamp();
    const channel = place === 'direct message' ? `D${user}` : 'C1';
    const root = after?.root ?? ts;
    if (after?.root) this.slack.openThread(channel, after.root);
    const written = { user, text, ts, channel, ...(after?.root ? { thread: after.root } : {}) };
    const since = this.slack.messages.length;
    return {
      id: `${channel}:${ts}`,
      user,
      channel,
      root,
      deliveries: place === 'mention' && !after ? mention(written) : [message(written)],
      isReply: (posted) =>
        this.slack.messages.indexOf(posted) >= since &&
        posted.channel === channel &&
        posted.response === null &&
        (posted.thread === root || (posted.thread === null && posted.ephemeralFor === user)),
    };
  }

  #find(asked: Asked): AskedInSlack {
    const found = this.#asked.get(asked.id);
    if (!found) throw new Error(`Nobody asked ${asked.id}.`);
    return found;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
