import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Assistant } from '../../answers/assistant.ts';
import { AttacheError } from '../../errors.ts';
import type { Adapter } from '../chat/adapter.ts';
import { type Lane, WorkQueue } from '../chat/work-queue.ts';
import { HttpAdapter } from '../http/adapter.ts';
import type { Readiness } from '../http/app.ts';
import { QUEUE_CAPACITY } from '../http/limits.ts';
import { type IndexFacts, Metrics } from '../telemetry/metrics.ts';
import { type AdapterName, type Observer, observers } from '../telemetry/observer.ts';
import type { Off, Plan, PlannedPlatform } from './plan.ts';
import { Supervisor } from './supervisor.ts';

/** How long the proof of a token may hold up the start of the others, in ms. */
const CHECK_PATIENCE_MS = 5_000;

export interface HouseOptions {
  readonly plan: Plan;
  readonly logger: Logger;
  /** Writes the log's line for each question. */
  readonly observer: Observer;
  /** Opens the assistant, unless the signal fires; called once a token is proved or HTTP is on. */
  readonly openAssistant: (signal: AbortSignal) => Promise<Assistant>;
  readonly version: string;
  /** How supervisors wait, see `SupervisorOptions`. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** One adapter with its place in the queue. */
interface Room {
  readonly name: AdapterName;
  readonly title: string;
  readonly lane: Lane;
  readonly supervisor: Supervisor;
}

/** Every adapter that is configured, on one assistant and one queue. */
export class House {
  readonly #options: HouseOptions;
  readonly #logger: Logger;
  readonly #observer: Observer;
  readonly #metrics: Metrics;
  readonly #queue = new WorkQueue();
  readonly #stopping = new AbortController();
  readonly #rooms: Room[] = [];
  readonly #off: Off[];
  #assistant: Assistant | null = null;

  constructor(options: HouseOptions) {
    this.#options = options;
    this.#logger = options.logger;
    this.#off = [...options.plan.off];
    this.#metrics = new Metrics({
      waiting: () => this.#rooms.map(({ name, lane }) => [name, lane.waiting] as const),
      ready: () => [
        ...this.#off.flatMap(({ name, isFault }) => (isFault ? [[name, false] as const] : [])),
        ...this.#rooms.map(({ name, supervisor }) => [name, supervisor.state === 'ready'] as const),
      ],
      index: () => this.#indexFacts(),
    });
    this.#observer = observers(options.observer, this.#metrics);
  }

  /**
   * Serves until it is stopped. Rejects with `AttacheError` if there is nothing to serve, or nothing is left, and as
   * `openAssistant` does.
   */
  async run(): Promise<void> {
    const { plan } = this.#options;
    for (const off of plan.off) this.#sayOff(off);
    const { signal } = this.#stopping;
    try {
      // First, so that the probes are answered while the articles are loaded.
      const runs = plan.http === null ? [] : [this.#serveHttp(plan.http)];
      const sound = await this.#provenPlatforms();
      if (runs.length + sound.length === 0) throw nothingToServe(this.#off);
      const assistant = await this.#openAssistant(signal);
      runs.push(...sound.map((platform) => this.#servePlatform(platform, assistant)));
      const ends = await Promise.all(runs);
      if (ends.includes('stopped')) return;
      throw new AttacheError(
        'SETTINGS_INVALID',
        'Nothing is left to serve; the lines above say what to change.',
      );
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await this.stop();
      await this.#assistant?.close();
    }
  }

  /** Takes nothing new, finishes what is in hand; `run` resolves then. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#rooms.map(({ supervisor }) => supervisor.stop()));
  }

  async #openAssistant(signal: AbortSignal): Promise<Assistant> {
    signal.throwIfAborted();
    const assistant = await this.#options.openAssistant(signal);
    this.#assistant = assistant;
    signal.throwIfAborted();
    const { articles, newest, problems } = assistant.summary();
    for (const problem of problems)
      this.#logger.warn(problem, 'a file of the articles cannot be used as it is');
    this.#logger.info({ articles: articles.length, newest }, 'the articles are loaded');
    return assistant;
  }

  /** The platforms that take their token, or that may once they can be reached. */
  async #provenPlatforms(): Promise<PlannedPlatform[]> {
    const { platforms } = this.#options.plan;
    const proven = await Promise.all(
      platforms.map(async ({ name, title, check }) => {
        try {
          await this.#withPatience(check());
        } catch (error) {
          if (!(error instanceof AttacheError)) throw error;
          if (error.code !== 'SETTINGS_INVALID') return true;
          const off = { name, title, why: error.message, isFault: true };
          this.#off.push(off);
          this.#sayOff(off);
          return false;
        }
        return true;
      }),
    );
    return platforms.filter((_, i) => proven[i]);
  }

  /** A platform that does not answer holds up nobody: its supervisor will see to it. */
  async #withPatience(check: Promise<unknown>): Promise<void> {
    check.catch(() => undefined);
    const { signal } = this.#stopping;
    const patience = sleep(CHECK_PATIENCE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    await Promise.race([check, patience]);
  }

  #serveHttp(settings: NonNullable<Plan['http']>) {
    return this.#supervise('http', 'HTTP', this.#queue.lane(QUEUE_CAPACITY), (queue) => {
      const { version } = this.#options;
      return new HttpAdapter({
        settings,
        assistant: () => this.#assistant,
        queue,
        observer: this.#observer,
        readiness: () => this.#readiness(),
        metrics: this.#metrics.registry,
        logger: this.#logger.child({ adapter: 'http' }),
        version,
      });
    });
  }

  #servePlatform({ name, title, create }: PlannedPlatform, assistant: Assistant) {
    const logger = this.#logger.child({ adapter: name });
    return this.#supervise(name, title, this.#queue.lane(), (queue) =>
      create({ assistant, logger, queue, observer: this.#observer }),
    );
  }

  #supervise(name: AdapterName, title: string, lane: Lane, create: (lane: Lane) => Adapter) {
    this.#logger.info(`${title} is on.`);
    const { wait } = this.#options;
    const supervisor = new Supervisor({
      title,
      create: () => create(lane),
      logger: this.#logger.child({ adapter: name }),
      onFailure: () => this.#observer.platformFailed(name, 'connection'),
      ...(wait && { wait }),
    });
    this.#rooms.push({ name, title, lane, supervisor });
    return supervisor.run();
  }

  #sayOff({ title, why, isFault }: Off): void {
    this.#logger[isFault ? 'error' : 'info'](`${title} is off: ${why}`);
  }

  #readiness(): Readiness {
    const loading = this.#assistant === null ? ['The articles are being loaded.'] : [];
    const faults = this.#off.flatMap(({ title, why, isFault }) =>
      isFault ? [`${title} is off: ${why}`] : [],
    );
    const rooms = this.#rooms.flatMap(({ title, supervisor }) => {
      if (supervisor.refusal !== null) return [`${title} is off: ${supervisor.refusal}`];
      return supervisor.state === 'ready' ? [] : [`${title} is ${supervisor.state}.`];
    });
    return {
      reasons: [...loading, ...faults, ...rooms],
      adapters: Object.fromEntries(this.#rooms.map(({ name, supervisor }) => [name, supervisor.state])),
    };
  }

  #indexFacts(): IndexFacts | null {
    if (!this.#assistant) return null;
    const { articles, newest, indexedAt } = this.#assistant.summary();
    const newestAt = newest === null ? null : Date.parse(newest);
    return { articles: articles.length, indexedAt: indexedAt.getTime(), newestAt };
  }
}

function nothingToServe(off: readonly Off[]): AttacheError {
  const why = off.some(({ isFault }) => isFault)
    ? 'What is configured cannot be used; the lines above say what to change.'
    : 'Set SLACK_BOT_TOKEN (docs/slack.md), DISCORD_TOKEN (docs/discord.md) or ATTACHE_HTTP_PORT (docs/http.md).';
  return new AttacheError('SETTINGS_INVALID', `Nothing to serve. ${why}`);
}
