import { AttacheError } from '../../errors.ts';
import { readGroup } from '../../settings/read.ts';
import type { Environment, ValuesOf } from '../../settings/variable.ts';
import { slackVariables } from '../../settings/variables/slack.ts';
import { type PlatformSettings, parseChatSettings } from '../settings.ts';

/** How events reach the bot. */
export type SlackTransport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };

export interface SlackSettings extends PlatformSettings {
  readonly botToken: string;
  readonly transport: SlackTransport;
  /** Base of the Web API, with a slash at its end. */
  readonly apiUrl: string;
}

/** Reads Slack's settings. Throws `AttacheError` (SETTINGS_INVALID) with one line that says what to set. */
export function parseSlackSettings(env: Environment): SlackSettings {
  const values = readGroup(slackVariables, env);
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
    allow: {
      spaces: values.SLACK_ALLOWED_WORKSPACES ?? [],
      channels: values.SLACK_ALLOWED_CHANNELS ?? [],
    },
    chat: parseChatSettings(env),
  };
}

/** Socket Mode needs no public address, so it comes first. */
function transport(values: ValuesOf<typeof slackVariables>): SlackTransport {
  if (values.SLACK_APP_TOKEN !== undefined) return { kind: 'socket', appToken: values.SLACK_APP_TOKEN };
  if (values.SLACK_SIGNING_SECRET !== undefined) {
    return { kind: 'http', signingSecret: values.SLACK_SIGNING_SECRET, port: values.PORT };
  }
  throw new AttacheError(
    'SETTINGS_INVALID',
    "Set SLACK_APP_TOKEN (xapp-…, from 'Basic Information') for Socket Mode, or SLACK_SIGNING_SECRET and PORT for HTTP.",
  );
}
