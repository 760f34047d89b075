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

/** A way to put questions, and the life that it leads. */
export interface Adapter {
  /**
   * Connects. Throws `AttacheError` with one line that says what to do: SETTINGS_INVALID if trying again is of no use
   * (a wrong token), PLATFORM_UNREACHABLE if it may be.
   */
  start(): Promise<void>;
  /** Takes nothing new, finishes what is in hand, closes. Safe to call twice. */
  stop(): Promise<void>;
  status(): AdapterStatus;
  /** Rejects if the connection is lost for good (a revoked token, say); resolves when the adapter is stopped. */
  readonly closed: Promise<void>;
}

/**
 * A chat platform, connected. The conformance suite in `tests/bots/conformance` says what an adapter must do.
 */
export interface ChatAdapter extends Adapter {
  readonly platform: 'slack' | 'discord';
}
