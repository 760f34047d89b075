import { Command } from 'commander';
import type { Assistant } from '../answers/assistant.ts';
import { House } from '../bots/serve/house.ts';
import { planServing } from '../bots/serve/plan.ts';
import type { Log } from '../bots/telemetry/create-logger.ts';
import type { Environment } from '../settings/variable.ts';
import { guardProcess } from './process-guard.ts';

export interface ServeCommandDeps {
  readonly env: Environment;
  /** Opens the log; called once it is written into. */
  readonly openLog: () => Log;
  readonly openAssistant: (signal: AbortSignal) => Promise<Assistant>;
  readonly version: string;
}

/** `attache serve`: Slack, Discord and HTTP, whichever are configured. Failures reject with `AttacheError`. */
export function serveCommand({ env, openLog, openAssistant, version }: ServeCommandDeps): Command {
  return new Command('serve')
    .description(
      'answer in Slack, in Discord and over HTTP, whichever are configured (docs/configuration.md)',
    )
    .action(async () => {
      const { logger, observer } = openLog();
      const house = new House({ plan: planServing(env, logger), logger, observer, openAssistant, version });
      const unguard = guardProcess({ logger, stop: () => house.stop() });
      try {
        await house.run();
        logger.info('stopped');
      } finally {
        unguard();
      }
    });
}
