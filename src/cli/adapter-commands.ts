import type { Command } from 'commander';
import { pino } from 'pino';
import { createAssistant } from '../answers/create-assistant.ts';
import { discordCommand } from '../bots/discord/command.ts';
import { slackCommand } from '../bots/slack/command.ts';
import { reportCommand } from '../bots/store/report-command.ts';
import { assistantOptions } from './session.ts';

/** The commands of the chat platforms, with what they need of the process. */
export function adapterCommands(): Command[] {
  const write = (text: string) => void process.stdout.write(text);
  const deps = {
    env: process.env,
    logger: pino(),
    write,
    openAssistant: () => createAssistant({ ...assistantOptions({}), withExamples: true }),
  };
  return [slackCommand(deps), discordCommand(deps), reportCommand(deps)];
}
