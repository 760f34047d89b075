import { onTestFinished } from 'vitest';
import { FakeAssistant } from '../fake-assistant.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';
import { SlackWorld } from './world.ts';

/** A fake Slack with the adapter connected to its socket, closed when the test is over. */
export async function openWorld(env: Record<string, string> = {}) {
  const assistant = new FakeAssistant();
  const dataDir = await temporaryFolder();
  const world = await SlackWorld.open('socket', {
    assistant,
    env: { ATTACHE_DATA_DIR: dataDir, ...env },
    log: () => undefined,
  });
  onTestFinished(() => world.close());
  return { world, assistant, slack: world.slack, dataDir };
}

/** Asks something afterwards and waits for its answer: whatever came before has been dealt with by then. */
export async function afterwards(world: SlackWorld): Promise<void> {
  const asked = await world.ask({ place: 'direct message', text: 'And who is this?', user: 'Ulast' });
  await until('the last answer', () => world.replies(asked)[0]);
  await world.adapter().stop();
}
