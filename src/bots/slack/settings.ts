import { z } from 'zod';
import { AttacheError } from '../../errors.ts';
import type { AllowLists } from '../chat/allow-list.ts';
import {
  type ChatSettings,
  type Environment,
  identifierList,
  parseChatSettings,
  parseEnvironment,
} from '../settings.ts';

/** How events reach the bot. */
export type SlackTransport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };

export interface SlackSettings {
  readonly botToken: string;
  readonly transport: SlackTransport;
  /** Base of the Web API, with a slash at its end. */
  readonly apiUrl: string;
  readonly allow: AllowLists;
  readonly chat: ChatSettings;
}

export const DEFAULT_API_URL = 'https://slack.com/api/';
export const DEFAULT_PORT = 3_000;

const token = (prefix: string, what: string) =>
  z.string().startsWith(prefix, `does not look like ${what} (it begins with ${prefix})`).optional();

const schema = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'a bot token'),
  SLACK_APP_TOKEN: token('xapp-', 'an app-level token'),
  SLACK_SIGNING_SECRET: z.string().optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port < 65_536, 'must be a port number')
    .default(DEFAULT_PORT),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .default(DEFAULT_API_URL),
  SLACK_ALLOWED_WORKSPACES: identifierList,
  SLACK_ALLOWED_CHANNELS: identifierList,
});

/** Reads Slack's settings. Throws `AttacheError` (SETTINGS_INVALID) with one line that says what to set. */
export function parseSlackSettings(env: Environment): SlackSettings {
  const values = parseEnvironment(schema, env);
  if (values.SLACK_BOT_TOKEN === undefined) {
    throw new AttacheError(
      'SETTINGS_INVALID',
      "SLACK_BOT_TOKEN is not set: copy the bot token (xoxb-…) from your app's page 'OAuth & Permissions' (docs/slack.md).",
    );
  }
  return {
    botToken: values.SLACK_BOT_TOKEN,
    transport: transport(values),
    apiUrl: values.SLACK_API_URL.replace(/\/?$/, '/'),
    allow: { spaces: values.SLACK_ALLOWED_WORKSPACES, channels: values.SLACK_ALLOWED_CHANNELS },
    chat: parseChatSettings(env),
  };
}

/** Socket Mode needs no public address, so it comes first. */
function transport(values: z.infer<typeof schema>): SlackTransport {
  if (values.SLACK_APP_TOKEN !== undefined) return { kind: 'socket', appToken: values.SLACK_APP_TOKEN };
  if (values.SLACK_SIGNING_SECRET !== undefined) {
    return { kind: 'http', signingSecret: values.SLACK_SIGNING_SECRET, port: values.PORT };
  }
  throw new AttacheError(
    'SETTINGS_INVALID',
    "Set SLACK_APP_TOKEN (xapp-…, from 'Basic Information') for Socket Mode, or SLACK_SIGNING_SECRET and PORT for HTTP.",
  );
}
