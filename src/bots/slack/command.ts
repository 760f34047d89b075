import type { Command } from 'commander';
import { AttacheError } from '../../errors.ts';
import { type PlatformCommandDeps, platformCommand } from '../chat/platform-command.ts';
import { EVENTS_PATH } from './adapter.ts';
import { buildManifest } from './manifest.ts';
import { slack } from './platform.ts';

const DEFAULT_NAME = 'Attaché';

/** `attache slack`, `attache slack manifest` and `attache slack doctor`. Failures reject with `AttacheError`. */
export function slackCommand(deps: PlatformCommandDeps): Command {
  const command = platformCommand(slack, deps);
  command
    .command('manifest')
    .description('print the app manifest to paste into https://api.slack.com/apps')
    .option('--name <name>', 'name of the app and its bot', DEFAULT_NAME)
    .option('--url <url>', 'public address of the bot, for HTTP instead of Socket Mode')
    .action(async ({ name, url }: { name: string; url?: string }) => {
      const manifest = buildManifest({ name, url: url === undefined ? null : eventsUrl(url) });
      deps.write(`${JSON.stringify(manifest, null, 2)}\n`);
    });
  return command;
}

/** The address at which the bot takes requests, from the one that was given. */
function eventsUrl(given: string): string {
  if (!URL.canParse(given) || new URL(given).protocol !== 'https:') {
    throw new AttacheError('INPUT_INVALID', `--url ${given}: give an address that begins with https://.`);
  }
  const url = new URL(given);
  if (url.pathname === '/') url.pathname = EVENTS_PATH;
  return url.href;
}
