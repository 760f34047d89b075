/** `attache discord` as a process of its own, with the fake assistant in place of the model. */
import { pino } from 'pino';
import { discordCommand } from '../../../src/bots/discord/command.ts';
import { FakeAssistant } from '../fake-assistant.ts';

const assistant = new FakeAssistant();
// As if the model were still thinking when the process dies.
if (process.env.HOLD) assistant.hold();

const command = discordCommand({
  env: process.env,
  openLog: () => ({ logger: pino(pino.destination(2)) }),
  write: (text) => void process.stdout.write(text),
  openAssistant: async () => assistant,
});
try {
  await command.parseAsync(process.argv.slice(2), { from: 'user' });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
