import pRetry from 'p-retry';
import { Agent } from 'undici';
import { AttacheError } from '../../errors.ts';
import { AllowedHosts } from './allowed-hosts.ts';
import { type Clock, systemClock } from './clock.ts';
import { exchange } from './exchange.ts';
import { guardedConnector } from './guarded-connector.ts';
import {
  DEFAULT_DELAY_MS,
  DEFAULT_LIMITS,
  type FetchLimits,
  MAX_HEADER_BYTES,
  MAX_ROBOTS_BYTES,
} from './limits.ts';
import { Obstacle } from './obstacle.ts';
import type { FetcherOptions } from './options.ts';
import { type Found, receive, requestHeaders, type Wish } from './receive.ts';
import { Robots } from './robots.ts';
import { showAddress } from './show.ts';
import { Turns } from './turns.ts';
import { AGENT_NAME, userAgent } from './user-agent.ts';

interface Arrived {
  /** After redirects. */
  readonly url: URL;
  readonly found: Exclude<Found, { kind: 'redirect' }>;
}

/** Asks the hosts that it was made for: in turn, within their robots.txt, along redirects, again if need be. */
export class SiteClient {
  readonly #hosts: AllowedHosts;
  readonly #limits: FetchLimits;
  readonly #clock: Clock;
  readonly #delayMs: number;
  readonly #agent: Agent;
  readonly #userAgent: string;
  readonly #robots: Robots;
  readonly #turns = new Map<string, Turns>();
  readonly #closing = new AbortController();

  /** @throws AttacheError INPUT_INVALID */
  constructor(options: FetcherOptions) {
    this.#hosts = new AllowedHosts(options.hosts);
    this.#userAgent = userAgent(options.contact);
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#clock = options.clock ?? systemClock;
    this.#delayMs = options.delayMs ?? DEFAULT_DELAY_MS;
    this.#robots = new Robots({
      agent: AGENT_NAME,
      clock: this.#clock,
      load: (url) => this.#loadRobots(url),
    });
    const { connectMs } = this.#limits;
    const { allowPrivate = false, lookup } = options;
    this.#agent = new Agent({
      connect: guardedConnector({ allowPrivate, connectMs, lookup }),
      connections: 1,
      maxHeaderSize: MAX_HEADER_BYTES,
    });
  }

  /** Aborts when the client is closed. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** @throws Obstacle; the signal's reason when it aborts */
  async find(
    address: string,
    wish: Pick<Wish, 'accept' | 'validators'>,
    signal: AbortSignal,
  ): Promise<Arrived> {
    const url = this.#hosts.admit(address);
    return await this.#follow(url, { ...wish, limitBytes: this.#limits.bodyBytes }, signal, async (next) => {
      const pauseMs = await this.#robots.permit(next, signal);
      this.#turnsAt(next).slowDown(Math.min(pauseMs, this.#limits.crawlDelayMs));
    });
  }

  async close(): Promise<void> {
    this.#closing.abort(new AttacheError('CLOSED', 'The fetcher has been closed; create another one.'));
    await this.#agent.destroy();
  }

  async #loadRobots(url: URL): Promise<string> {
    // The file is for everybody who waits for it, so only the end of the client ends it.
    const wish = { accept: null, validators: undefined, limitBytes: MAX_ROBOTS_BYTES };
    const { found } = await this.#follow(url, wish, this.closed, async () => {});
    return found.kind === 'document' ? new TextDecoder().decode(found.bytes) : '';
  }

  async #follow(
    start: URL,
    wish: Wish,
    signal: AbortSignal,
    permit: (url: URL) => Promise<void>,
  ): Promise<Arrived> {
    const seen = new Set<string>();
    for (let url = start; ; ) {
      if (seen.has(url.href)) {
        throw new Obstacle('unusable', `redirects in a circle, back to ${showAddress(url)}`);
      }
      if (seen.size > this.#limits.redirects) {
        throw new Obstacle(
          'unusable',
          `redirects more than ${this.#limits.redirects} times, which is not followed`,
        );
      }
      seen.add(url.href);
      await permit(url);
      const found = await this.#ask(url, wish, signal);
      if (found.kind !== 'redirect') return { url, found };
      url = this.#hosts.admitRedirect(found.location, url);
    }
  }

  /** Asks for one address, and again after a rest when what stands in the way may pass. */
  async #ask(url: URL, wish: Wish, signal: AbortSignal): Promise<Found> {
    const turns = this.#turnsAt(url);
    const options = {
      dispatcher: this.#agent,
      clock: this.#clock,
      limits: this.#limits,
      headers: requestHeaders(wish, this.#userAgent),
      signal,
    };
    const attempt = () =>
      turns.take(
        () =>
          exchange(url, options, (answer, signal) => receive(answer, wish, { clock: this.#clock, signal })),
        signal,
      );
    let attempts = 0;
    try {
      return await pRetry(attempt, {
        retries: this.#limits.retries,
        // The rest is kept by the host's turns, for everybody who asks it.
        minTimeout: 0,
        maxTimeout: 0,
        shouldRetry: ({ error }) => error instanceof Obstacle && error.passing,
        onFailedAttempt: ({ error, attemptNumber, retriesLeft }) => {
          attempts = attemptNumber;
          if (error instanceof Obstacle && error.passing) {
            const backOffMs = retriesLeft > 0 ? this.#limits.backOffMs * 2 ** (attemptNumber - 1) : 0;
            turns.rest(Math.max(Math.min(backOffMs, this.#limits.restMs), error.restMs ?? 0));
          }
        },
      });
    } catch (error) {
      if (!(error instanceof Obstacle && error.passing)) throw error;
      const times = attempts > 1 ? ` (asked ${attempts} times)` : '';
      throw new Obstacle(error.failure, `${error.message}${times}; try again later`, { cause: error });
    }
  }

  /** 'example.org' and 'www.example.org' are one server, whatever the port. */
  #turnsAt({ hostname }: URL): Turns {
    const name = hostname.replace(/^www\./, '');
    const known = this.#turns.get(name);
    if (known !== undefined) return known;
    const turns = new Turns({ clock: this.#clock, delayMs: this.#delayMs, restMs: this.#limits.restMs });
    this.#turns.set(name, turns);
    return turns;
  }
}
