import { webApi } from '@slack/bolt';
import { AttacheError } from '../../errors.ts';

/** Slack's own word for what went wrong (`invalid_auth`, `channel_not_found`); null if it was something else. */
export function slackErrorWord(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}

/** A `response_url` that did not take a message. */
export class ResponseUrlError extends Error {
  override readonly name = 'ResponseUrlError';
  readonly status: number;
  /** Seconds, if Slack asked to slow down. */
  readonly retryAfter: number | null;

  constructor(status: number, body: string, retryAfter: number | null) {
    super(`The response_url answered ${status}: ${body}`);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/**
 * Seconds that Slack asks to wait (429), at least one: a proxy's 'Retry-After: 0' must not make us knock without end.
 * Null for any other failure.
 */
export function retryAfterSeconds(error: unknown): number | null {
  const limited = error instanceof webApi.WebAPIRateLimitedError || error instanceof ResponseUrlError;
  return !limited || error.retryAfter === null ? null : Math.max(error.retryAfter, 1);
}

/** Words of Slack that mean: this token will not work again. */
const DEAD_TOKEN = [
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'user_removed_from_team',
  'team_disabled',
  'not_allowed_token_type',
  'missing_scope',
];

export function isDeadToken(error: unknown): boolean {
  return DEAD_TOKEN.includes(slackErrorWord(error) ?? '');
}

/**
 * One line for the operator: about a token that Slack refused (SETTINGS_INVALID), or a Slack that cannot be reached
 * and may be, later (PLATFORM_UNREACHABLE).
 */
export function connectionError(
  variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN',
  apiUrl: string,
  cause: unknown,
): AttacheError {
  const word = slackErrorWord(cause);
  if (word === null || !isDeadToken(cause)) {
    const detail = word ?? (cause instanceof Error ? cause.message : String(cause));
    return new AttacheError(
      'PLATFORM_UNREACHABLE',
      `Cannot reach Slack at ${apiUrl} (${detail}): check the network, the proxy, or SLACK_API_URL.`,
      { cause },
    );
  }
  const remedy =
    variable === 'SLACK_BOT_TOKEN'
      ? "copy the bot token (xoxb-…) again from your app's page 'OAuth & Permissions'"
      : "create an app-level token (xapp-…) with the scope connections:write under 'Basic Information'";
  return new AttacheError('SETTINGS_INVALID', `Slack refuses ${variable} (${word}): ${remedy}.`, { cause });
}
