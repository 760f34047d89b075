import { list, text, webAddress } from '../kinds.ts';
import { group } from '../variable.ts';

export const discordVariables = group('Discord', {
  DISCORD_TOKEN: {
    schema: text
      .transform((token) => token.replace(/^Bot\s+/i, ''))
      .refine((token) => !/\s/.test(token), 'does not look like a bot token (it has spaces)'),
    secret: true,
    about: 'bot token; Discord is off without it',
  },
  DISCORD_GUILD_ID: {
    schema: text.regex(/^\d{17,20}$/, "must be a server's id (17 to 20 digits)"),
    about: 'register the commands in this server only, for trying out',
    otherwise: 'everywhere',
  },
  DISCORD_ALLOWED_GUILDS: {
    schema: list,
    about: 'ids of the servers in which it answers, comma-separated; direct messages are refused then',
    otherwise: 'all',
  },
  DISCORD_ALLOWED_CHANNELS: {
    schema: list,
    about: 'ids of the channels (with their threads) in which it answers; `dm` allows direct messages',
    otherwise: 'all',
  },
  DISCORD_API_URL: {
    schema: webAddress,
    default: 'https://discord.com/api',
    about: 'base of the REST API, for gateways and tests',
  },
});
