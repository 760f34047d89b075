import type { Command } from 'commander';
import { type PlatformCommandDeps, platformCommand } from '../chat/platform-command.ts';
import { discord } from './platform.ts';

/** `attache discord` and `attache discord doctor`. Failures reject with `AttacheError`. */
export function discordCommand(deps: PlatformCommandDeps): Command {
  return platformCommand(discord, deps);
}
