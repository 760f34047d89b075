/** A question of 500 characters with five earlier ones fits several times over, in bytes. */
export const MAX_BODY_BYTES = 32 * 1_024;

/** Each earlier question is read anew, so that a request costs at most six answers. */
export const MAX_CONTEXT = 5;

export const MAX_CONVERSATION_LENGTH = 200;

/** Requests that may wait for an answer; at five a second the last one waits as long as clients do. */
export const QUEUE_CAPACITY = 100;

/** Connections at the same time: each waiting request holds one, and the probes need some. */
export const MAX_CONNECTIONS = 500;

/** A client that dawdles over its headers or its body is cut off, in ms. */
export const HEADERS_TIMEOUT_MS = 5_000;
export const REQUEST_TIMEOUT_MS = 10_000;

/** How often the server looks for such clients, in ms. */
export const CHECK_INTERVAL_MS = 1_000;

/** Longer than the 60 s of common load balancers, which would otherwise use a connection that is just closing. */
export const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/** When to come back to a queue that is full or an index that loads, in seconds. */
export const RETRY_SECONDS = 5;
