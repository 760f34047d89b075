import type { Server } from 'node:http';
import { App, HTTPReceiver, webApi } from '@slack/bolt';
import { AttacheError } from '../../errors.ts';
import type { AdapterStatus, ChatAdapter } from '../chat/adapter.ts';
import { AdapterLife } from '../chat/adapter-life.ts';
import { AnswerButtons } from '../chat/buttons.ts';
import type { AdapterDeps } from '../chat/platform.ts';
import { ChatService } from '../chat/service.ts';
import { BotStore } from '../store/store.ts';
import { SocketConnection } from './connection.ts';
import { Delivery } from './delivery.ts';
import { registerHandlers } from './handlers.ts';
import { identify } from './identify.ts';
import type { Identity } from './incoming.ts';
import { slackLogger } from './logger-bridge.ts';
import { Outbox } from './outbox.ts';
import { Progress } from './progress.ts';
import type { SlackSettings } from './settings.ts';
import { connectionError } from './slack-errors.ts';
import { webClientOptions } from './web-client.ts';

export interface SlackAdapterOptions extends AdapterDeps {
  readonly settings: SlackSettings;
}

/** Path at which HTTP mode takes events, commands and button presses. */
export const EVENTS_PATH = '/slack/events';

/** HTTP mode: how long `stop` lets requests arrive that have begun. Slack sends them whole. */
const HTTP_GRACE_MS = 1_000;

interface Running {
  readonly service: ChatService;
  readonly store: BotStore;
  readonly outbox: Outbox;
  readonly disconnect: () => Promise<void>;
}

/** Attaché in one Slack workspace. */
export class SlackAdapter implements ChatAdapter {
  readonly platform = 'slack';
  readonly #options: SlackAdapterOptions;
  readonly #life = new AdapterLife();
  #running: Running | null = null;

  constructor(options: SlackAdapterOptions) {
    this.#options = options;
  }

  get closed(): Promise<void> {
    return this.#life.closed;
  }

  start(): Promise<void> {
    return this.#life.start((stopped) => this.#connect(stopped));
  }

  stop(): Promise<void> {
    return this.#life.stop(() => this.#shut());
  }

  status(): AdapterStatus {
    const idle = { inHand: 0, waiting: 0, answered: 0, failed: 0 };
    return { state: this.#life.state, ...(this.#running?.service.counts ?? idle) };
  }

  async #connect(stopped: AbortSignal): Promise<void> {
    const { settings } = this.#options;
    const bolt = slackLogger(this.#options.logger);
    const client = new webApi.WebClient(settings.botToken, webClientOptions(settings, bolt));
    try {
      const me = await identify(settings, this.#options.logger, stopped);
      const store = await BotStore.open(settings.chat);
      const transport = this.#transport(bolt);
      const app = new App({
        receiver: transport.receiver,
        token: settings.botToken,
        botId: me.botId,
        botUserId: me.userId,
        tokenVerificationEnabled: false,
        convoStore: false,
        logger: bolt,
        clientOptions: webClientOptions(settings, bolt),
      });
      app.error(async (err) => this.#options.logger.error({ err }, 'an event could not be handled'));
      this.#running = { ...this.#wire(app, me, client, store), store, disconnect: transport.stop };
      stopped.throwIfAborted();
      stopped.addEventListener('abort', transport.stop, { once: true });
      await transport.start();
    } catch (error) {
      await this.#shut();
      this.#running = null;
      throw error;
    }
    this.#life.ready();
    this.#options.logger.info({ transport: settings.transport.kind }, 'answering in Slack');
    await this.#running.service.recover().catch((err) => {
      this.#options.logger.error({ err }, 'could not look for questions that were left behind');
    });
  }

  /** What is not yet acknowledged comes again elsewhere; what is acknowledged is finished. */
  async #shut(): Promise<void> {
    if (this.#running === null) return;
    const { service, outbox, store, disconnect } = this.#running;
    const disconnected = disconnect().catch((err) =>
      this.#options.logger.warn({ err }, 'while disconnecting'),
    );
    await service.stop();
    outbox.close();
    await disconnected;
    store.close();
  }

  #wire(app: App, me: Identity, client: webApi.WebClient, store: BotStore) {
    const { assistant, logger, settings, queue, observer } = this.#options;
    const outbox = new Outbox({ logger });
    const delivery = new Delivery({ client, outbox, logger });
    const progress = new Progress(client, logger);
    const service = new ChatService({
      platform: 'slack',
      assistant,
      store,
      logger,
      settings: settings.chat,
      allow: settings.allow,
      ...(queue && { queue }),
      ...(observer && { observer }),
      onAccepted: (incoming) => progress.begin(incoming),
      deliver: async (incoming, view) => {
        await progress.settle(incoming);
        await delivery.deliver(incoming, view);
      },
    });
    service.givingUp.addEventListener('abort', () => outbox.close(), { once: true });
    const buttons = new AnswerButtons({
      platform: 'slack',
      assistant,
      store,
      logger,
      ...(observer && { observer }),
    });
    registerHandlers(app, { me, assistant, service, buttons, delivery, store, client, logger });
    return { service, outbox };
  }

  #transport(bolt: ReturnType<typeof slackLogger>) {
    const { settings, logger } = this.#options;
    const { transport, apiUrl } = settings;
    if (transport.kind === 'http') {
      const { signingSecret, port } = transport;
      const receiver = new HTTPReceiver({ signingSecret, port, endpoints: [EVENTS_PATH], logger: bolt });
      let server: Server | null = null;
      const start = async () => {
        server = await receiver.start(port).catch((cause) => {
          const message = `Cannot listen on port ${port} (${cause.code ?? cause}): set PORT to a free one.`;
          throw new AttacheError('SETTINGS_INVALID', message, { cause });
        });
      };
      return { receiver, start, stop: () => closeServer(server) };
    }
    const connection = new SocketConnection({
      appToken: transport.appToken,
      clientOptions: webClientOptions(settings, bolt),
      slackLogger: bolt,
      logger,
      onState: (state) => {
        if (this.#life.reconnects(state)) this.#options.observer?.platformFailed('slack', 'connection');
      },
      onLost: (error) => this.#life.lose(connectionError('SLACK_APP_TOKEN', apiUrl, error)),
    });
    const start = () =>
      connection.start().catch((error) => {
        throw connectionError('SLACK_APP_TOKEN', apiUrl, error);
      });
    return { receiver: connection.receiver, start, stop: () => connection.stop() };
  }
}

/** A connection that says nothing, or half a request, is cut. */
async function closeServer(server: Server | null): Promise<void> {
  if (server === null) return;
  const closed = new Promise((resolve) => server.close(resolve));
  const cutOff = setTimeout(() => server.closeAllConnections(), HTTP_GRACE_MS);
  await closed;
  clearTimeout(cutOff);
}
