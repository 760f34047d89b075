import type { ConversationRef } from '../chat/incoming.ts';
import type { BotStore } from '../store/store.ts';

/** In a direct message a question may follow up on the last one; after half an hour it is a new subject. */
const DIRECT_MESSAGE_MEMORY_MS = 30 * 60_000;

/** Where a question was asked, as far as conversations go. */
export interface Asked {
  /** The same as `Incoming.id`. */
  readonly id: string;
  readonly channel: string;
  readonly user: string;
  readonly isThread: boolean;
  readonly isDirect: boolean;
  /** Whether only the asker may see the answer. */
  readonly isPrivate: boolean;
  /** The question whose answer this one replies to, by its id. */
  readonly replyTo: string | null;
}

/** Key of what was asked up to one question: replies to its answer go on from there. */
const questionKey = (id: string) => `discord:${id}`;

/** Key of a place that is one conversation; null for a channel, where many are going on. */
function placeKey({ channel, user, isThread, isDirect }: Asked): string | null {
  if (isThread) return `discord:thread:${channel}`;
  return isDirect ? `discord:dm:${user}` : null;
}

/**
 * After 'Reply' the questions above count; else, in a thread or direct message, the last ones there. A private question
 * in a thread goes on from what all have seen, and nobody goes on from it.
 */
export function conversationOf(asked: Asked): ConversationRef {
  const [own, place] = [questionKey(asked.id), placeKey(asked)];
  const isHidden = asked.isPrivate && !asked.isDirect;
  const write = place === null || isHidden ? [own] : [place, own];
  if (asked.replyTo !== null || place === null) return { read: own, write, maxAgeMs: null };
  return { read: place, write, maxAgeMs: asked.isThread ? null : DIRECT_MESSAGE_MEMORY_MS };
}

/**
 * Begins a question's own conversation with what was asked before it. Replies branch: two people may go on from one
 * answer, so each question keeps its own past.
 */
export async function continueConversation(
  conversations: BotStore['conversations'],
  { id, replyTo }: Pick<Asked, 'id' | 'replyTo'>,
  { read, maxAgeMs }: ConversationRef,
  now: number,
): Promise<void> {
  const own = questionKey(id);
  const before = replyTo === null ? read : questionKey(replyTo);
  // A second delivery finds its past in place.
  if (before === own || (await conversations.has(own))) return;
  await conversations.copy(before, own, maxAgeMs === null ? 0 : now - maxAgeMs);
}
