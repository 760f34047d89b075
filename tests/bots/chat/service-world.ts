import { onTestFinished } from 'vitest';
import type { Incoming } from '../../../src/bots/chat/incoming.ts';
import type { ReplyView } from '../../../src/bots/chat/reply-view.ts';
import { ChatService, type ChatServiceOptions } from '../../../src/bots/chat/service.ts';
import { parseChatSettings } from '../../../src/bots/settings.ts';
import { BotStore } from '../../../src/bots/store/store.ts';
import { FakeAssistant, QUESTION } from '../fake-assistant.ts';
import { recordingLogger } from '../recording-logger.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export type ServiceWorld = Awaited<ReturnType<typeof serviceWorld>>;

/** A data folder, and services that are opened on it one after the other, as a process is started anew. */
export async function serviceWorld() {
  const dataDir = await temporaryFolder();
  const assistant = new FakeAssistant();
  /** What the platform took. */
  const delivered: { id: string; view: ReplyView }[] = [];
  const open = async (env: Record<string, string> = {}, options: Partial<ChatServiceOptions> = {}) => {
    const settings = parseChatSettings({ ATTACHE_DATA_DIR: dataDir, ...env });
    const store = await BotStore.open(settings);
    onTestFinished(() => store.close());
    const { logger, lines } = recordingLogger();
    const service = new ChatService({
      platform: 'slack',
      assistant,
      store,
      settings,
      allow: { spaces: [], channels: [] },
      logger,
      deliver: async ({ id }, view) => void delivered.push({ id, view }),
      ...options,
    });
    return { service, store, lines };
  };
  return { assistant, delivered, open };
}

let next = 0;

/** A question that arrives. */
export function incoming(overrides: Partial<Incoming> = {}): Incoming {
  next += 1;
  return {
    id: `event${next}`,
    kind: 'ask',
    text: QUESTION,
    user: 'U1',
    space: 'T1',
    channel: 'C1',
    conversation: null,
    overheard: false,
    since: null,
    until: null,
    target: null,
    ...overrides,
  };
}

/** A conversation that everybody in a thread shares. */
export const thread = (key: string) => ({ read: key, write: [key], maxAgeMs: null });
