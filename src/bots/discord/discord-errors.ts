import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { AttacheError } from '../../errors.ts';

/** Discord's codes that the bot acts on, https://docs.discord.com/developers/topics/opcodes-and-status-codes#json. */
export const CODES = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownWebhook: 10_015,
  unknownInteraction: 10_062,
  alreadyAcknowledged: 40_060,
  missingAccess: 50_001,
  emptyMessage: 50_006,
  missingPermissions: 50_013,
  invalidWebhookToken: 50_027,
  invalidForm: 50_035,
  cannotReplyWithoutHistory: 160_002,
} as const;

/** The interaction's token no longer edits its reply. */
const DEAD_INTERACTION: readonly (number | null)[] = [
  CODES.unknownWebhook,
  CODES.unknownInteraction,
  CODES.invalidWebhookToken,
];
/** The bot may not write in that channel. */
const CLOSED_CHANNEL: readonly (number | null)[] = [
  CODES.unknownChannel,
  CODES.missingAccess,
  CODES.missingPermissions,
];

/**
 * A request that Discord refused. discord.js's own errors carry the address and the body of the request, that is, the
 * interaction's token and people's words: neither belongs into a log.
 */
export class DiscordRequestError extends Error {
  override readonly name = 'DiscordRequestError';
  /** HTTP status; null if there was no answer. */
  readonly status: number | null;
  /** Discord's code; null if it gave none. */
  readonly code: number | null;

  constructor(route: string, error: unknown) {
    super(`${route}: ${describe(error)}`);
    this.status = error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : null;
    this.code = error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : null;
  }
}

function describe(error: unknown): string {
  if (error instanceof RateLimitError) return `asked to wait ${Math.ceil(error.retryAfter / 1_000)} s`;
  if (error instanceof DiscordAPIError || error instanceof HTTPError)
    return `${error.status} ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

export function discordCode(error: unknown): number | null {
  return error instanceof DiscordRequestError ? error.code : null;
}

export const isDeadInteraction = (error: unknown) => DEAD_INTERACTION.includes(discordCode(error));

export const isClosedChannel = (error: unknown) => CLOSED_CHANNEL.includes(discordCode(error));

/**
 * One line for the operator: about a token that Discord refused (SETTINGS_INVALID), or a Discord that cannot be reached
 * and may be, later (PLATFORM_UNREACHABLE).
 */
export function connectionError(apiUrl: string, cause: unknown): AttacheError {
  if (cause instanceof DiscordRequestError && cause.status === 401) {
    return new AttacheError(
      'SETTINGS_INVALID',
      "Discord refuses DISCORD_TOKEN (401): reset the token on your app's page 'Bot' at https://discord.com/developers/applications and copy it again.",
      { cause },
    );
  }
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new AttacheError(
    'PLATFORM_UNREACHABLE',
    `Cannot reach Discord at ${apiUrl} (${detail}): check the network, the proxy, or DISCORD_API_URL.`,
    { cause },
  );
}
