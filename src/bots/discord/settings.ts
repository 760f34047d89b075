import { AttacheError } from '../../errors.ts';
import { readGroup } from '../../settings/read.ts';
import type { Environment } from '../../settings/variable.ts';
import { discordVariables } from '../../settings/variables/discord.ts';
import { type PlatformSettings, parseChatSettings } from '../settings.ts';

export interface DiscordSettings extends PlatformSettings {
  readonly token: string;
  /** Base of the REST API without version and slash. */
  readonly apiUrl: string;
  /** The one server whose commands are registered, for trying out; null registers them everywhere. */
  readonly guildId: string | null;
}

/** Reads Discord's settings. Throws `AttacheError` (SETTINGS_INVALID) with one line that says what to set. */
export function parseDiscordSettings(env: Environment): DiscordSettings {
  const values = readGroup(discordVariables, env);
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
    allow: { spaces: values.DISCORD_ALLOWED_GUILDS ?? [], channels: values.DISCORD_ALLOWED_CHANNELS ?? [] },
    chat: parseChatSettings(env),
  };
}
