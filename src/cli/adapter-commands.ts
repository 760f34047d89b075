import type { Command } from 'commander';
import { discordCommand } from '../bots/discord/command.ts';
import { slackCommand } from '../bots/slack/command.ts';
import { reportCommand } from '../bots/store/report-command.ts';
import { createLog, type Log } from '../bots/telemetry/create-logger.ts';
import type { Environment } from '../settings/variable.ts';
import { openLongLived } from './open-assistant.ts';
import { serveCommand } from './serve-command.ts';

/** The commands of the chat platforms and of `serve`, with what they need of the process. */
export function adapterCommands(version: string): Command[] {
  const { env } = process;
  const write = (text: string) => void process.stdout.write(text);
  const { log, check } = openLog(env);
  const openAssistant = (signal?: AbortSignal) => openLongLived(env, log.logger, signal);
  const deps = { env, ...log, write, openAssistant: () => openAssistant() };
  const logging = [
    serveCommand({ env, log, openAssistant, version }),
    slackCommand(deps),
    discordCommand(deps),
  ];
  for (const command of logging)
    command.hook('preAction', (_, action) => {
      if (action.name() !== 'manifest') check();
    });
  return [...logging, reportCommand(deps)];
}

/** The log, and a check that throws where its settings are not usable: help, the manifest and the report need none. */
function openLog(env: Environment): { readonly log: Log; readonly check: () => void } {
  const destination = { isTerminal: process.stdout.isTTY === true };
  try {
    return { log: createLog(env, destination), check: () => undefined };
  } catch (error) {
    const check = () => {
      throw error;
    };
    return { log: createLog({}, destination), check };
  }
}
