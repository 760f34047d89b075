import { Command } from 'commander';
import type { Logger } from 'pino';
import type { Assistant } from '../../answers/assistant.ts';
import { AttacheError } from '../../errors.ts';
import type { Environment } from '../../settings/variable.ts';
import type { Observer } from '../telemetry/observer.ts';
import { formatFindings } from './findings.ts';
import type { Platform } from './platform.ts';
import { runAdapter } from './run.ts';

export interface PlatformCommandDeps {
  readonly env: Environment;
  /** Opens the log; called by what writes into it, since help and the like need none. `observer`: by default one line a question. */
  readonly openLog: () => { readonly logger: Logger; readonly observer?: Observer };
  /** Writes to standard output. */
  readonly write: (text: string) => void;
  /** Opens the assistant; called once the settings have proved sound. */
  readonly openAssistant: () => Promise<Assistant>;
}

/** `attache <platform>` and `attache <platform> doctor`. Failures reject with `AttacheError`. */
export function platformCommand<Settings>(platform: Platform<Settings>, deps: PlatformCommandDeps): Command {
  const { env, openLog, write, openAssistant } = deps;
  const { name, title } = platform;
  const command = new Command(name)
    .description(`answer questions in ${title} (docs/${name}.md)`)
    .action(async () => {
      const { logger, observer } = openLog();
      const settings = platform.parse(env);
      await platform.check(settings, logger);
      const assistant = await openAssistant();
      try {
        await runAdapter(
          platform.adapter(settings, { assistant, logger, ...(observer && { observer }) }),
          logger,
        );
      } finally {
        await assistant.close();
      }
    });
  command
    .command('doctor')
    .description(`check settings, token, permissions and connection, and say what to change`)
    .action(async () => {
      const findings = await platform.examine(env, openLog().logger);
      write(formatFindings(findings));
      const problems = findings.filter(({ ok }) => !ok).length;
      if (problems === 0) return;
      const things = problems === 1 ? 'thing has' : 'things have';
      throw new AttacheError('SETTINGS_INVALID', `${problems} ${things} to change.`);
    });
  return command;
}
