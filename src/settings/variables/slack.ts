import { list, port, text, tokenWith, webAddress } from '../kinds.ts';
import { group } from '../variable.ts';

export const slackVariables = group('Slack', {
  SLACK_BOT_TOKEN: {
    schema: tokenWith('xoxb-', 'a bot token'),
    secret: true,
    about: 'bot token; Slack is off without it',
  },
  SLACK_APP_TOKEN: {
    schema: tokenWith('xapp-', 'an app-level token'),
    secret: true,
    about: 'app-level token; where it is set, Socket Mode is used',
  },
  SLACK_SIGNING_SECRET: { schema: text, secret: true, about: 'for HTTP mode, where there is no app token' },
  PORT: { schema: port, default: '3000', about: "port of Slack's HTTP mode" },
  SLACK_ALLOWED_WORKSPACES: {
    schema: list,
    about: 'ids of the workspaces whose people are answered (`T…`, comma-separated)',
    otherwise: 'all',
  },
  SLACK_ALLOWED_CHANNELS: {
    schema: list,
    about: 'ids of the channels in which it answers (`C…`); `dm` allows direct messages',
    otherwise: 'all',
  },
  SLACK_API_URL: {
    schema: webAddress,
    default: 'https://slack.com/api/',
    about: 'base of the Web API, for gateways and tests',
  },
});
