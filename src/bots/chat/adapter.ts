/** How an adapter stands. */
export interface AdapterStatus {
  /** `connecting` covers the time until the first connection and every reconnection. */
  readonly state: 'idle' | 'connecting' | 'ready' | 'stopping' | 'stopped' | 'failed';
  /** Questions being answered. */
  readonly inHand: number;
  /** Questions that wait for their turn. */
  readonly waiting: number;
  /** Questions replied to since the start, abstentions included. */
  readonly answered: number;
  /** Questions that ended in an apology. */
  readonly failed: number;
}

/**
 * A chat platform, connected. The conformance suite in `tests/bots/conformance` says what an adapter must do.
 */
export interface ChatAdapter {
  readonly platform: 'slack' | 'discord';
  /** Connects. Throws `AttacheError` (SETTINGS_INVALID) with one line that says what to set if a token is wrong. */
  start(): Promise<void>;
  /** Takes nothing new, finishes what is in hand, closes. Safe to call twice. */
  stop(): Promise<void>;
  status(): AdapterStatus;
  /** Rejects if the connection is lost for good (a revoked token, say); resolves when the adapter is stopped. */
  readonly closed: Promise<void>;
}
