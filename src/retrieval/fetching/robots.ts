import robotsParser from 'robots-parser';
import type { Clock } from './clock.ts';
import { ROBOTS_FAILURE_LIFETIME_MS, ROBOTS_LIFETIME_MS } from './limits.ts';
import { Obstacle } from './obstacle.ts';
import { relevantGroups } from './robots-group.ts';
import { unlessAborted } from './signals.ts';

// Its types describe an ES module, but it is a CommonJS one.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** What robots.txt says to us about all addresses of an origin, or why it cannot be known. */
type Verdict =
  | { readonly rules: ReturnType<typeof parseRobots>; readonly until: number }
  | { readonly obstacle: Obstacle; readonly until: number };

interface RobotsOptions {
  /** The name that robots.txt may address us by. */
  readonly agent: string;
  readonly clock: Clock;
  /** The text of a robots.txt. @throws Obstacle 'gone' or 'refused' where there is none */
  load(url: URL): Promise<string>;
}

/**
 * The wishes of sites, by RFC 9309: without a robots.txt (4xx) everything is allowed; when it cannot be reached
 * nothing is. It is asked for once a day for each origin, however many want to know.
 */
export class Robots {
  readonly #options: RobotsOptions;
  readonly #verdicts = new Map<string, Promise<Verdict>>();

  constructor(options: RobotsOptions) {
    this.#options = options;
  }

  /**
   * Resolves if an address may be fetched.
   *
   * @returns the pause between requests that the site wishes for; ms
   * @throws Obstacle; the signal's reason when it aborts
   */
  async permit(url: URL, signal: AbortSignal): Promise<number> {
    const verdict = await unlessAborted(this.#verdictOn(url), signal);
    if ('obstacle' in verdict) throw verdict.obstacle;
    const { agent } = this.#options;
    if (verdict.rules.isAllowed(url.href, agent) !== true) {
      throw new Obstacle(
        'address-refused',
        'robots.txt of the site asks not to fetch it, so it is left out; ask its operator if it should be in',
      );
    }
    const seconds = verdict.rules.getCrawlDelay(agent) ?? 0;
    return Math.max(0, seconds * 1_000);
  }

  async #verdictOn({ origin }: URL): Promise<Verdict> {
    const known = this.#verdicts.get(origin);
    if (known !== undefined && (await known).until > this.#options.clock.now()) return known;
    // Whoever waited for the same one that has become too old may have asked anew meanwhile.
    const meanwhile = this.#verdicts.get(origin);
    if (meanwhile !== undefined && meanwhile !== known) return meanwhile;
    const verdict = this.#load(new URL('/robots.txt', origin));
    this.#verdicts.set(origin, verdict);
    return verdict;
  }

  async #load(url: URL): Promise<Verdict> {
    const { agent, clock, load } = this.#options;
    try {
      const text = relevantGroups(await load(url).catch(nothingIfNone), agent);
      return { rules: parseRobots(url.href, text), until: clock.now() + ROBOTS_LIFETIME_MS };
    } catch (error) {
      return { obstacle: unknowable(error), until: clock.now() + ROBOTS_FAILURE_LIFETIME_MS };
    }
  }
}

function nothingIfNone(error: unknown): string {
  if (error instanceof Obstacle && (error.failure === 'gone' || error.failure === 'refused')) return '';
  throw error;
}

function unknowable(error: unknown): Obstacle {
  const why = error instanceof Error ? error.message : String(error);
  // A refused address stays one: its site is not asked for anything.
  const failure =
    error instanceof Obstacle && error.failure === 'address-refused' ? error.failure : 'unavailable';
  return new Obstacle(
    failure,
    `robots.txt of the site could not be read, so nothing is fetched from it: ${why}`,
    {
      cause: error,
    },
  );
}
