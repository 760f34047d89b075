import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from 'pino';

const TOKENS = /\bx(?:ox[a-z]|app)-[\w-]+/g;

/** Takes Slack's tokens out of a text. */
export function redactTokens(text: string): string {
  return text.replace(TOKENS, (token) => `${token.slice(0, 5)}[redacted]`);
}

/**
 * Lets Bolt write to our log. Its debug lines hold whole payloads, people's words included, so they are not asked
 * for, whatever our own level is.
 */
export function slackLogger(logger: Logger): SlackLogger {
  const line = (parts: unknown[]) =>
    redactTokens(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '));
  return {
    debug: () => undefined,
    info: (...parts) => logger.debug(line(parts)),
    warn: (...parts) => logger.warn(line(parts)),
    error: (...parts) => logger.error(line(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
