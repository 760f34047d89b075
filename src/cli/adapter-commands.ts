import type { Command } from 'commander';
import { discordCommand } from '../bots/discord/command.ts';
import { slackCommand } from '../bots/slack/command.ts';
import { reportCommand } from '../bots/store/report-command.ts';
import { createLog } from '../bots/telemetry/create-logger.ts';
import { openLongLived } from './open-assistant.ts';
import { serveCommand } from './serve-command.ts';

/** The commands of the chat platforms and of `serve`, with what they need of the process. */
export function adapterCommands(version: string): Command[] {
  const { env } = process;
  const write = (text: string) => void process.stdout.write(text);
  const log = createLog(env, { isTerminal: process.stdout.isTTY === true });
  const openAssistant = (signal?: AbortSignal) => openLongLived(env, log.logger, signal);
  const deps = { env, ...log, write, openAssistant: () => openAssistant() };
  return [
    serveCommand({ env, log, openAssistant, version }),
    slackCommand(deps),
    discordCommand(deps),
    reportCommand(deps),
  ];
}
