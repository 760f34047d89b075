import { Command } from 'commander';
import type { Logger } from 'pino';
import type { Assistant } from '../../answers/assistant.ts';
import { AttacheError } from '../../errors.ts';
import { formatFindings } from '../chat/findings.ts';
import { runAdapter } from '../chat/run.ts';
import type { Environment } from '../settings.ts';
import { DiscordAdapter } from './adapter.ts';
import { examine } from './doctor.ts';
import { identify } from './identify.ts';
import { parseDiscordSettings } from './settings.ts';

export interface DiscordCommandDeps {
  readonly env: Environment;
  readonly logger: Logger;
  /** Writes to standard output. */
  readonly write: (text: string) => void;
  /** Opens the assistant; called once the settings have proved sound. */
  readonly openAssistant: () => Promise<Assistant>;
}

/** `attache discord` and `attache discord doctor`. Failures reject with `AttacheError`. */
export function discordCommand({ env, logger, write, openAssistant }: DiscordCommandDeps): Command {
  const discord = new Command('discord')
    .description('answer questions in Discord (docs/discord.md)')
    .action(async () => {
      const settings = parseDiscordSettings(env);
      // Before the model is loaded: a wrong token should not cost the wait for it.
      await identify(settings);
      const assistant = await openAssistant();
      try {
        await runAdapter(new DiscordAdapter({ settings, assistant, logger }), logger);
      } finally {
        await assistant.close();
      }
    });

  discord
    .command('doctor')
    .description('check token, intents and permissions, print the invite link, and say what to change')
    .action(async () => {
      const findings = await examine(env);
      write(formatFindings(findings));
      const problems = findings.filter(({ ok }) => !ok).length;
      if (problems === 0) return;
      throw new AttacheError(
        'SETTINGS_INVALID',
        `${problems} ${problems === 1 ? 'thing has' : 'things have'} to change.`,
      );
    });

  return discord;
}
