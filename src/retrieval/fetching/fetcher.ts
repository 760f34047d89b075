/** Validators of an earlier answer: with them a server may say that nothing changed. */
export interface Validators {
  readonly etag: string | null;
  /** The `Last-Modified` header, as the server wrote it. */
  readonly lastModified: string | null;
}

export interface FetchRequest {
  /** Absolute http(s) address. */
  readonly url: string;
  /**
   * Kinds of content that can be used, as lower-case media types ('text/html'); others are refused unread. A gzip file
   * is decompressed, whether its type says so or it is 'application/octet-stream'.
   */
  readonly accept: readonly string[];
  /** From an earlier answer to the same address. */
  readonly validators?: Validators | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a server answered with success. */
export interface Fetched extends Validators {
  readonly kind: 'fetched';
  /** Address after redirects. */
  readonly url: string;
  /** Lower-case media type without parameters. */
  readonly mediaType: string;
  /** Decoded by the charset that the header, a byte order mark, the XML declaration or `<meta>` names; else UTF-8. */
  readonly text: string;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The server says that what is known is current (304). */
export interface NotModified {
  readonly kind: 'not-modified';
}

/** Fetches documents of the hosts that it was made for, politely and safely. */
export interface Fetcher {
  /**
   * @throws FetchError, whose message is one line that says what happened and what to do; AttacheError ABORTED when
   *   the signal aborts, CLOSED after `close`
   */
  get(request: FetchRequest): Promise<Fetched | NotModified>;
  close(): Promise<void>;
}

/** Why a document could not be had. */
export type FetchFailure =
  | 'address-refused' // not http(s), another host than the configured one, a private address, robots.txt
  | 'gone' // 404 or 410
  | 'refused' // 401, 403 and other 4xx
  | 'unavailable' // 5xx, time-outs, connection errors, after retries
  | 'unusable'; // too large, wrong type, too many redirects, cannot be decoded

export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly failure: FetchFailure;
  /** As it stands in the message: without user, password and what looks like a secret. */
  readonly url: string;

  constructor(failure: FetchFailure, url: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
    this.url = url;
  }
}
