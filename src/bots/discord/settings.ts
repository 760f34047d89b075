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

export interface DiscordSettings {
  readonly token: string;
  /** Base of the REST API without version and slash. */
  readonly apiUrl: string;
  /** The one server whose commands are registered, for trying out; null registers them everywhere. */
  readonly guildId: string | null;
  readonly allow: AllowLists;
  readonly chat: ChatSettings;
}

export const DEFAULT_API_URL = 'https://discord.com/api';

const schema = z.object({
  DISCORD_TOKEN: z
    .string()
    .transform((token) => token.replace(/^Bot\s+/i, ''))
    .refine((token) => !/\s/.test(token), 'does not look like a bot token (it has spaces)')
    .optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, "must be a server's id (17 to 20 digits)")
    .optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
    .default(DEFAULT_API_URL),
  DISCORD_ALLOWED_GUILDS: identifierList,
  DISCORD_ALLOWED_CHANNELS: identifierList,
});

/** Reads Discord's settings. Throws `AttacheError` (SETTINGS_INVALID) with one line that says what to set. */
export function parseDiscordSettings(env: Environment): DiscordSettings {
  const values = parseEnvironment(schema, env);
  if (values.DISCORD_TOKEN === undefined) {
    throw new AttacheError(
      'SETTINGS_INVALID',
      "DISCORD_TOKEN is not set: copy the token from your app's page 'Bot' at https://discord.com/developers/applications (docs/discord.md).",
    );
  }
  return {
    token: values.DISCORD_TOKEN,
    apiUrl: values.DISCORD_API_URL.replace(/\/+$/, '').replace(/\/v\d+$/, ''),
    guildId: values.DISCORD_GUILD_ID ?? null,
    allow: { spaces: values.DISCORD_ALLOWED_GUILDS, channels: values.DISCORD_ALLOWED_CHANNELS },
    chat: parseChatSettings(env),
  };
}
