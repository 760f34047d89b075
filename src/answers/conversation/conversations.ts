import { LRUCache } from 'lru-cache';

/** What is remembered of a question that was answered. */
export interface Turn {
  /** The question with what earlier turns added to it: it can be understood alone. */
  readonly question: string;
  /** Articles that the answer cited, best first. */
  readonly articleIds: readonly string[];
}

/** Conversations remembered at once; beyond, the least recently used is forgotten. */
const MAX_CONVERSATIONS = 2_000;
/** A pause after which a new question is no follow-up any more, in ms. */
const CONVERSATION_TTL_MS = 6 * 60 * 60 * 1000;

/** The last turn of each conversation, bounded in number and time. */
export class Conversations {
  readonly #turns = new LRUCache<string, Turn>({ max: MAX_CONVERSATIONS, ttl: CONVERSATION_TTL_MS });

  last(conversation: string): Turn | undefined {
    return this.#turns.get(conversation);
  }

  remember(conversation: string, turn: Turn): void {
    this.#turns.set(conversation, turn);
  }
}
