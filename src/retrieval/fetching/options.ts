import type { LookupFunction } from 'node:net';
import type { Clock } from './clock.ts';
import type { FetchLimits } from './limits.ts';

export interface FetcherOptions {
  /**
   * Hosts that may be fetched from, as `URL.host` gives them: 'example.org' stands for its ports 80 and 443,
   * 'example.org:8080' for that port only. The twin with or without 'www.' is included.
   */
  readonly hosts: readonly string[];
  /**
   * Whether the hosts may be on this machine or in a private network. Default: false. Link-local addresses
   * (with the metadata services of clouds), multicast and unspecified ones are refused even so.
   */
  readonly allowPrivate?: boolean | undefined;
  /** Address or mail that servers' operators can turn to; part of the User-Agent. Default: none. */
  readonly contact?: string | undefined;
  /** Between two requests to one host; ms. A longer Crawl-delay of robots.txt is respected. Default: 500. */
  readonly delayMs?: number | undefined;
  /** Sizes, counts and time-outs other than the defaults of `DEFAULT_LIMITS`. */
  readonly limits?: Partial<FetchLimits> | undefined;
  /** How names become addresses. Default: `dns.lookup`. */
  readonly lookup?: LookupFunction | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
}
