import type { ConversationRef } from '../chat/incoming.ts';
import type { BotStore } from '../store/store.ts';

/**
 * Outside threads a question may follow up on the person's last one in the same channel, without Discord's 'Reply';
 * after this time it is a new subject. In a direct message one comes back later.
 */
const CHANNEL_MEMORY_MS = 10 * 60_000;
const DIRECT_MESSAGE_MEMORY_MS = 30 * 60_000;

/** Where a question was asked, as far as conversations go. */
export interface Asked {
  /** The same as `Incoming.id`. */
  readonly id: string;
  readonly channel: string;
  readonly user: string;
  readonly isThread: boolean;
  readonly isDirect: boolean;
  /** The question whose answer this one replies to, by its id. */
  readonly replyTo: string | null;
}

/** Key of what was asked up to one question: replies to its answer go on from there. */
const questionKey = (id: string) => `discord:${id}`;

/** In a thread the thread counts; after 'Reply' the question above; else the person's last ones in the channel. */
export function conversationOf({ id, channel, user, isThread, isDirect, replyTo }: Asked): ConversationRef {
  const here = isThread ? `discord:thread:${channel}` : `discord:channel:${channel}:${user}`;
  const write = [here, questionKey(id)];
  if (replyTo !== null) return { read: questionKey(id), write, maxAgeMs: null };
  const memory = isDirect ? DIRECT_MESSAGE_MEMORY_MS : CHANNEL_MEMORY_MS;
  return { read: here, write, maxAgeMs: isThread ? null : memory };
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
  if (await conversations.has(own)) return;
  for (const question of await conversations.earlier(before, maxAgeMs === null ? 0 : now - maxAgeMs)) {
    await conversations.remember([own], question, now);
  }
}
