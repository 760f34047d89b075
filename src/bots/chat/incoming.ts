import { z } from 'zod';

/** Where the earlier questions of a conversation are kept. */
const conversationSchema = z.object({
  /** Key under which earlier questions are looked up. */
  read: z.string(),
  /** Keys under which this question is remembered, for the ones that follow. */
  write: z.array(z.string()),
  /** Earlier questions older than this many milliseconds do not count; null counts all. */
  maxAgeMs: z.number().nullable(),
});

/** A question as it arrived, in plain data: it is stored until it is answered, and survives a crash. */
export const incomingSchema = z.object({
  /** Identity of the message or interaction: a second delivery bears the same one. */
  id: z.string().min(1),
  /** `ask`: answer the question. `find`: show the passages nearest to the text. */
  kind: z.enum(['ask', 'find']),
  /** What the person wrote, unescaped, without the mention. */
  text: z.string(),
  /** The platform's id of the person. */
  user: z.string(),
  /** Workspace or server; null in a place that has none. */
  space: z.string().nullable(),
  /** Channel, or `dm` for a direct message. */
  channel: z.string(),
  conversation: conversationSchema.nullable(),
  /** True for a message that does not address the bot (a reply in its thread): small talk is left alone. */
  overheard: z.boolean(),
  /** True where such a message is a reply to an answer of the bot's (Discord's 'Reply'): its author is told of failures. */
  isReply: z.boolean().optional(),
  /** False for a message, which may stand without a reply; a command without one looks as if it had failed. */
  awaited: z.boolean().optional(),
  /** Bounds that the person chose, `YYYY-MM-DD`. */
  since: z.string().nullable(),
  until: z.string().nullable(),
  /** Where the reply goes, in the platform's own terms; only the adapter reads it. */
  target: z.json(),
});

export type Incoming = z.infer<typeof incomingSchema>;
export type ConversationRef = z.infer<typeof conversationSchema>;

/** Whether a message is talk among people, under which even an apology would be noise. */
export function isChatter({ overheard, isReply }: Incoming): boolean {
  return overheard && isReply !== true;
}
