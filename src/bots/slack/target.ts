import { z } from 'zod';

/** Where a reply goes; stored with the question until it is answered. */
export const targetSchema = z.discriminatedUnion('type', [
  /** A message in a channel or direct message. */
  z.object({
    type: z.literal('message'),
    channel: z.string(),
    user: z.string(),
    /** Root of the thread that the reply goes to; null posts to the channel. */
    thread: z.string().nullable(),
    /** Whether that thread was there before the reply. */
    threadExists: z.boolean(),
    showQuestion: z.boolean(),
  }),
  /** An answer to the asker alone, through the interaction's `response_url`. */
  z.object({
    type: z.literal('private'),
    responseUrl: z.string().nullable(),
    channel: z.string(),
    user: z.string(),
    thread: z.string().nullable(),
    /** Whether the reply says what was asked and can be shared: the channel has not seen the question. */
    shareable: z.boolean(),
  }),
]);

export type Target = z.infer<typeof targetSchema>;
export type MessageTarget = Extract<Target, { type: 'message' }>;
export type PrivateTarget = Extract<Target, { type: 'private' }>;
