import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Identity } from './incoming.ts';
import { slackLogger } from './logger-bridge.ts';
import type { SlackSettings } from './settings.ts';
import { connectionError } from './slack-errors.ts';
import { webClientOptions } from './web-client.ts';

/**
 * Asks Slack whose token this is. Throws `AttacheError` with one line that says what to do if the token is wrong
 * (SETTINGS_INVALID) or Slack cannot be reached (PLATFORM_UNREACHABLE), or once `stopped` fires.
 */
export async function identify(
  settings: SlackSettings,
  logger: Logger,
  stopped?: AbortSignal,
): Promise<Identity> {
  const options = webClientOptions(settings, slackLogger(logger), stopped);
  const client = new webApi.WebClient(settings.botToken, options);
  try {
    const { user_id, bot_id, team_id } = await client.auth.test();
    return { userId: user_id ?? '', botId: bot_id ?? '', teamId: team_id ?? '' };
  } catch (error) {
    throw connectionError('SLACK_BOT_TOKEN', settings.apiUrl, error);
  }
}
