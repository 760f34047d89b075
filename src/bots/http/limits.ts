import type { ServerOptions } from 'node:http';

/** A question of 500 characters with five earlier ones fits several times over, in bytes. */
export const MAX_BODY_BYTES = 32 * 1_024;

/** Each earlier question is read anew, so that a request costs at most six answers. */
export const MAX_CONTEXT = 5;

export const MAX_CONVERSATION_LENGTH = 200;

/** Requests that may wait for an answer; at five a second the last one waits as long as clients do. */
export const QUEUE_CAPACITY = 100;

/**
 * Connections at the same time: each waiting request holds one, and the probes need some. When all are taken, those that
 * are only kept for a next request are closed. No limit for each address: behind a proxy all come from one.
 */
export const MAX_CONNECTIONS = 500;

/** Time-outs of the server, in ms, by Node's names for them. */
export const TIMEOUTS = {
  /** A client that dawdles over its headers, or over them and its body, is cut off. */
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  /** How often the server looks for such clients. */
  connectionsCheckingInterval: 1_000,
  /** Longer than the 60 s of common load balancers, which would otherwise use a connection that is just closing. */
  keepAliveTimeout: 65_000,
} satisfies ServerOptions;

/** When to come back to a queue that is full or an index that loads, in seconds. */
export const RETRY_SECONDS = 5;
