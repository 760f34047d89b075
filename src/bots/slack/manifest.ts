import type { webApi } from '@slack/bolt';
import { COMMAND, SHORTCUT, SHORTCUT_NAME } from './handlers.ts';
import { MAX_APP_NAME } from './limits.ts';

/** Scopes of the bot, each with its reason; `doctor` compares an installation with them. */
export const SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'hear when it is mentioned',
  'assistant:write': 'suggest questions and show that it is looking',
  'channels:history': 'read follow-ups in its threads in public channels',
  'chat:write': 'reply',
  commands: 'offer /ask and the message shortcut',
  'groups:history': 'read follow-ups in its threads in private channels',
  'im:history': 'read direct messages to it',
  'mpim:history': 'read follow-ups in its threads in group messages',
};

const EVENTS = [
  'app_home_opened',
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
];

type Manifest = webApi.AppsManifestCreateArguments['manifest'];

export interface ManifestOptions {
  readonly name: string;
  /** Public address of the bot for HTTP mode; null for Socket Mode. */
  readonly url: string | null;
}

/**
 * The app manifest to paste into Slack, https://docs.slack.dev/reference/app-manifest; its limits are those of
 * https://github.com/slackapi/manifest-schema.
 */
export function buildManifest({ name, url }: ManifestOptions): Manifest {
  const displayName = name.slice(0, MAX_APP_NAME);
  const request = url === null ? {} : { request_url: url };
  const description = "Answers questions from the programme's news articles, word for word, with the source.";
  return {
    display_information: { name: displayName, description },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: displayName, always_online: true },
      agent_view: { agent_description: description },
      shortcuts: [
        {
          name: SHORTCUT_NAME,
          type: 'message',
          callback_id: SHORTCUT,
          description: 'Show the passages nearest to a message',
        },
      ],
      slash_commands: [
        {
          command: COMMAND,
          description: 'Ask the news articles; only you see the answer',
          usage_hint: 'Who visited Ljubljana in October?',
          should_escape: false,
          ...(url === null ? {} : { url }),
        },
      ],
    },
    oauth_config: { scopes: { bot: Object.keys(SCOPES) as [] } },
    settings: {
      event_subscriptions: { bot_events: EVENTS as [], ...request },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}
