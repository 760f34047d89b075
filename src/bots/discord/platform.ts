import type { Platform } from '../chat/platform.ts';
import { DiscordAdapter } from './adapter.ts';
import { examine } from './doctor.ts';
import { identify } from './identify.ts';
import { type DiscordSettings, parseDiscordSettings } from './settings.ts';

export const discord: Platform<DiscordSettings> = {
  name: 'discord',
  title: 'Discord',
  key: 'DISCORD_TOKEN',
  parse: parseDiscordSettings,
  check: identify,
  adapter: (settings, deps) => new DiscordAdapter({ settings, ...deps }),
  examine,
};
