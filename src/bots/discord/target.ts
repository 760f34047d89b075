import { z } from 'zod';

/** Where a reply goes; stored with the question until it is answered. */
export const targetSchema = z.discriminatedUnion('type', [
  /** A reply to a message. */
  z.object({
    type: z.literal('message'),
    channel: z.string(),
    message: z.string(),
    user: z.string(),
  }),
  /** The answer to a command or a button. */
  z.object({
    type: z.literal('interaction'),
    id: z.string(),
    application: z.string(),
    /** Edits the deferred reply, for 15 minutes; null if Discord did not take the deferral. */
    token: z.string().nullable(),
    /** When it arrived, in ms. */
    at: z.number(),
    channel: z.string().nullable(),
    user: z.string(),
    /** Whether only the asker may see the answer. */
    private: z.boolean(),
    /** Whether the channel is the direct message with the bot. */
    direct: z.boolean(),
    /** Whether the reply says what was asked: the channel has not seen the question. */
    showQuestion: z.boolean(),
  }),
]);

export type Target = z.infer<typeof targetSchema>;
export type MessageTarget = Extract<Target, { type: 'message' }>;
export type InteractionTarget = Extract<Target, { type: 'interaction' }>;
