import type { Command } from 'commander';
import { discordCommand } from '../bots/discord/command.ts';
import { slackCommand } from '../bots/slack/command.ts';
import { reportCommand } from '../bots/store/report-command.ts';
import { createLog, type Log } from '../bots/telemetry/create-logger.ts';
import { openLongLived } from './open-assistant.ts';
import { serveCommand } from './serve-command.ts';

/** The commands of the chat platforms and of `serve`, with what they need of the process. */
export function adapterCommands(version: string): Command[] {
  const { env } = process;
  const write = (text: string) => void process.stdout.write(text);
  let log: Log | null = null;
  const openLog = () => {
    log ??= createLog(env, { isTerminal: process.stdout.isTTY === true });
    return log;
  };
  const openAssistant = (signal?: AbortSignal) => openLongLived(env, openLog().logger, signal);
  const deps = { env, openLog, write, openAssistant: () => openAssistant() };
  return [
    serveCommand({ env, openLog, openAssistant, version }),
    slackCommand(deps),
    discordCommand(deps),
    reportCommand(deps),
  ];
}
