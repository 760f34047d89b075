import { z } from 'zod';

/** The parts of Slack's payloads that the bot reads; everything else is dropped at the edge. */

/** `message` and `app_mention` events, https://docs.slack.dev/reference/events/message. */
export const messageEventSchema = z.object({
  type: z.enum(['message', 'app_mention']),
  channel: z.string(),
  ts: z.string(),
  user: z.string().optional(),
  text: z.string().default(''),
  thread_ts: z.string().optional(),
  channel_type: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  edited: z.unknown().optional(),
  hidden: z.boolean().optional(),
  team: z.string().optional(),
  user_team: z.string().optional(),
});
export type MessageEvent = z.infer<typeof messageEventSchema>;

/** `app_home_opened`, https://docs.slack.dev/reference/events/app_home_opened. */
export const homeOpenedSchema = z.object({
  user: z.string(),
  channel: z.string(),
  tab: z.string().default('home'),
});

/** A slash command, https://docs.slack.dev/interactivity/implementing-slash-commands. */
export const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  team_id: z.string().optional(),
  channel_id: z.string(),
  trigger_id: z.string(),
  response_url: z.url(),
});
export type SlashCommand = z.infer<typeof commandSchema>;

const id = z.object({ id: z.string() });
const person = z.object({
  id: z.string(),
  name: z.string().optional(),
  username: z.string().optional(),
  team_id: z.string().optional(),
});

/** A message shortcut, https://docs.slack.dev/interactivity/implementing-shortcuts. */
export const messageShortcutSchema = z.object({
  trigger_id: z.string(),
  response_url: z.url(),
  user: person,
  team: id.nullish(),
  channel: id,
  message: z.object({ text: z.string().default(''), ts: z.string(), thread_ts: z.string().optional() }),
});
export type MessageShortcut = z.infer<typeof messageShortcutSchema>;

/** A pressed button, https://docs.slack.dev/reference/interaction-payloads/block_actions-payload. */
export const blockActionSchema = z.object({
  trigger_id: z.string(),
  response_url: z.url().optional(),
  user: person,
  team: id.nullish(),
  channel: id.optional(),
  container: z.object({ message_ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().default('') })).min(1),
});
export type BlockAction = z.infer<typeof blockActionSchema>;
