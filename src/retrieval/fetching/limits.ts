/** What one fetch may cost and how long it may last. All of it can be set by the option `limits`. */
export interface FetchLimits {
  /** Bytes of one document, on the wire and decompressed. */
  readonly bodyBytes: number;
  /** Redirects from one address to the next. */
  readonly redirects: number;
  /** Until a connection stands, TLS included; ms. */
  readonly connectMs: number;
  /** Until a server has sent its headers; ms. */
  readonly headersMs: number;
  /** Silence within a body; ms. */
  readonly idleMs: number;
  /** One request with its whole answer, so that dripping bytes end as well; ms. */
  readonly exchangeMs: number;
  /** Attempts after the first one that failed in passing. */
  readonly retries: number;
  /** Rest before the first retry, doubled before each further one; ms. */
  readonly backOffMs: number;
  /** A server that asks for a longer rest (`Retry-After`) is left alone until then instead of waited for; ms. */
  readonly restMs: number;
  /** A longer `Crawl-delay` of robots.txt is cut to this; ms. */
  readonly crawlDelayMs: number;
}

/** A news page has some 100 kB, a page of 100 WordPress posts 1 to 2 MB, a large feed 3 MB. */
export const DEFAULT_LIMITS: FetchLimits = {
  bodyBytes: 5 * 1024 * 1024,
  redirects: 5,
  connectMs: 10_000,
  headersMs: 20_000,
  idleMs: 20_000,
  exchangeMs: 60_000,
  retries: 3,
  backOffMs: 1_000,
  restMs: 60_000,
  crawlDelayMs: 30_000,
};

/** Between two requests to one host; ms. */
export const DEFAULT_DELAY_MS = 500;

/** No server of articles needs a longer address, and matching robots.txt takes time by its length; UTF-16 units. */
export const MAX_ADDRESS_LENGTH = 2_048;

/** Strings that servers chose are cut to this in messages; UTF-16 units. */
export const MAX_SHOWN_LENGTH = 300;

/** Headers of one answer; bytes. */
export const MAX_HEADER_BYTES: number = 16 * 1024;

/** An answer that is not wanted is read up to this to keep its connection for the next request; bytes. */
export const MAX_DISCARDED_BYTES: number = 16 * 1024;

/** RFC 9309 section 2.5 asks for at least 500 KiB; bytes. */
export const MAX_ROBOTS_BYTES: number = 512 * 1024;

/** Rules of a robots.txt for us; the longest ones of large sites have some 20,000. UTF-16 units. */
export const MAX_ROBOTS_RULES_LENGTH: number = 32 * 1024;

/** RFC 9309 section 2.4 asks not to use a robots.txt for longer than a day; ms. */
export const ROBOTS_LIFETIME_MS: number = 24 * 3_600_000;

/** A robots.txt that could not be had is asked for again after this; ms. */
export const ROBOTS_FAILURE_LIFETIME_MS: number = 5 * 60_000;

/** No server silences a fetcher that runs for weeks for longer than this; ms. */
export const MAX_REST_MS: number = 24 * 3_600_000;

/** Where a charset is looked for in a document without a header that names it; bytes. Browsers read 1,024. */
export const CHARSET_PRESCAN_BYTES = 4_096;

/** Up to this share of characters may be undecodable in a text that is used nevertheless: one slip in a page. */
export const MAX_DAMAGED_SHARE = 0.001;
