/** `attache serve` as a process of its own, with the fake assistant in place of the models. */
import { createLog } from '../../src/bots/telemetry/create-logger.ts';
import { serveCommand } from '../../src/cli/serve-command.ts';
import { FakeAssistant } from '../bots/fake-assistant.ts';

const { env } = process;
const assistant = new FakeAssistant();
if (env.HOLD) assistant.hold();

/** What SIGUSR2 brings about. */
const surprises: Readonly<Record<string, () => unknown>> = {
  release: () => assistant.release(),
  reject: () => Promise.reject(new Error(`nobody handles this: ${env.ATTACHE_HTTP_TOKEN}`)),
  throw: () => {
    throw new Error(`nobody catches this: ${env.ATTACHE_HTTP_TOKEN}`);
  },
};
process.on('SIGUSR2', () => void surprises[env.ON_SIGUSR2 ?? '']?.());

const command = serveCommand({
  env,
  openLog: () => createLog(env, { isTerminal: env.TERMINAL !== undefined }),
  openAssistant: async () => assistant,
  version: '1.2.3',
});
try {
  await command.parseAsync([], { from: 'user' });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
