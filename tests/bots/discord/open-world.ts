import { onTestFinished } from 'vitest';
import type { Asked, SeenReply } from '../conformance/harness.ts';
import { FakeAssistant } from '../fake-assistant.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { until } from '../until.ts';
import type { FakeDiscord } from './fake/fake-discord.ts';
import { DiscordWorld } from './world.ts';

export interface OpenWorld {
  readonly world: DiscordWorld;
  readonly assistant: FakeAssistant;
  readonly log: Record<string, unknown>[];
  readonly dataDir: string;
  /** The first reply, once it is there. */
  readonly reply: (asked: Asked) => Promise<SeenReply>;
}

/** A fake Discord with the adapter connected, closed when the test is over. */
export async function openWorld(
  env: Record<string, string> = {},
  prepare?: (discord: FakeDiscord) => void,
): Promise<OpenWorld> {
  const assistant = new FakeAssistant();
  const log: Record<string, unknown>[] = [];
  const dataDir = await temporaryFolder();
  const options = {
    assistant,
    env: { ATTACHE_DATA_DIR: dataDir, ATTACHE_RATE_LIMIT: '0', ...env },
    log: (line: Record<string, unknown>) => void log.push(line),
  };
  const world = await DiscordWorld.open(options, prepare);
  onTestFinished(() => world.close());
  return {
    world,
    assistant,
    log,
    dataDir,
    reply: (asked) => until('a reply', () => world.replies(asked)[0]),
  };
}
