import { Command } from 'commander';
import type { Logger } from 'pino';
import type { Assistant } from '../../answers/assistant.ts';
import { AttacheError } from '../../errors.ts';
import { formatFindings } from '../chat/findings.ts';
import { runAdapter } from '../chat/run.ts';
import type { Environment } from '../settings.ts';
import { EVENTS_PATH, SlackAdapter } from './adapter.ts';
import { examine } from './doctor.ts';
import { identify } from './identify.ts';
import { buildManifest } from './manifest.ts';
import { parseSlackSettings } from './settings.ts';

export interface SlackCommandDeps {
  readonly env: Environment;
  readonly logger: Logger;
  /** Writes to standard output. */
  readonly write: (text: string) => void;
  /** Opens the assistant; called once the settings have proved sound. */
  readonly openAssistant: () => Promise<Assistant>;
}

const DEFAULT_NAME = 'Attaché';

/** `attache slack`, `attache slack manifest` and `attache slack doctor`. Failures reject with `AttacheError`. */
export function slackCommand({ env, logger, write, openAssistant }: SlackCommandDeps): Command {
  const slack = new Command('slack')
    .description('answer questions in a Slack workspace (docs/slack.md)')
    .action(async () => {
      const settings = parseSlackSettings(env);
      // Before the model is loaded: a wrong token should not cost the wait for it.
      await identify(settings, logger);
      const assistant = await openAssistant();
      try {
        await runAdapter(new SlackAdapter({ settings, assistant, logger }), logger);
      } finally {
        await assistant.close();
      }
    });

  slack
    .command('manifest')
    .description('print the app manifest to paste into https://api.slack.com/apps')
    .option('--name <name>', 'name of the app and its bot', DEFAULT_NAME)
    .option('--url <url>', 'public address of the bot, for HTTP instead of Socket Mode')
    .action(async ({ name, url }: { name: string; url?: string }) => {
      const manifest = buildManifest({ name, url: url === undefined ? null : eventsUrl(url) });
      write(`${JSON.stringify(manifest, null, 2)}\n`);
    });

  slack
    .command('doctor')
    .description('check tokens, scopes and connection, and say what to change')
    .action(async () => {
      const findings = await examine(env, logger);
      write(formatFindings(findings));
      const problems = findings.filter(({ ok }) => !ok).length;
      if (problems === 0) return;
      throw new AttacheError(
        'SETTINGS_INVALID',
        `${problems} ${problems === 1 ? 'thing has' : 'things have'} to change.`,
      );
    });

  return slack;
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
