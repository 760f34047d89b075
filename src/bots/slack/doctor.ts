import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { AttacheError } from '../../errors.ts';
import type { Environment } from '../../settings/variable.ts';
import { bad, examineShared, type Finding, good } from '../chat/findings.ts';
import { EVENTS_PATH } from './adapter.ts';
import { slackLogger } from './logger-bridge.ts';
import { SCOPES } from './manifest.ts';
import { parseSlackSettings, type SlackSettings } from './settings.ts';
import { connectionError } from './slack-errors.ts';
import { webClientOptions } from './web-client.ts';

/** Looks at the settings, the tokens, the scopes, the connection and the data folder. Changes nothing in Slack. */
export async function examine(env: Environment, logger: Logger): Promise<Finding[]> {
  let settings: SlackSettings;
  try {
    settings = parseSlackSettings(env);
  } catch (error) {
    return [bad(message(error))];
  }
  return [
    ...(await examineBotToken(settings, logger)),
    await examineTransport(settings, logger),
    ...(await examineShared(settings, 'workspace')),
  ];
}

async function examineBotToken(settings: SlackSettings, logger: Logger): Promise<Finding[]> {
  const client = new webApi.WebClient(settings.botToken, webClientOptions(settings, slackLogger(logger)));
  try {
    const { user, team, team_id, response_metadata } = await client.auth.test();
    const identity = good(`SLACK_BOT_TOKEN is @${user} in the workspace ${team} (${team_id})`);
    const scopes = response_metadata?.scopes;
    return scopes === undefined ? [identity] : [identity, ...examineScopes(scopes)];
  } catch (error) {
    return [bad(message(connectionError('SLACK_BOT_TOKEN', settings.apiUrl, error)))];
  }
}

function examineScopes(granted: readonly string[]): Finding[] {
  const needed = Object.entries(SCOPES);
  const missing = needed.filter(([scope]) => !granted.includes(scope));
  const superfluous = granted.filter((scope) => scope !== '' && !(scope in SCOPES));
  return [
    ...missing.map(([scope, reason]) =>
      bad(
        `the scope ${scope} is missing: it cannot ${reason}`,
        "add it under 'OAuth & Permissions' and reinstall the app",
      ),
    ),
    ...(missing.length === 0 ? [good(`all ${needed.length} scopes are granted`)] : []),
    ...superfluous.map((scope) =>
      good(`the scope ${scope} is not needed`, "remove it under 'OAuth & Permissions'"),
    ),
  ];
}

async function examineTransport({ transport, apiUrl }: SlackSettings, logger: Logger): Promise<Finding> {
  if (transport.kind === 'http') {
    return good(
      `HTTP mode on port ${transport.port}; SLACK_SIGNING_SECRET can only be checked by a request from Slack`,
      `the request URLs of the app must end in ${EVENTS_PATH}`,
    );
  }
  const options = webClientOptions({ apiUrl }, slackLogger(logger));
  try {
    await new webApi.WebClient(transport.appToken, options).apps.connections.open();
    return good('SLACK_APP_TOKEN opens Socket Mode connections');
  } catch (error) {
    return bad(message(connectionError('SLACK_APP_TOKEN', apiUrl, error)));
  }
}

function message(error: unknown): string {
  return error instanceof AttacheError ? error.message : String(error);
}
