import path from 'node:path';
import envPaths from 'env-paths';
import { readGroup } from '../settings/read.ts';
import type { Environment } from '../settings/variable.ts';
import { chatVariables } from '../settings/variables/chat.ts';
import type { AllowLists } from './chat/allow-list.ts';

/** Settings that every chat adapter shares. */
export interface ChatSettings {
  /** Folder of the bots' database. */
  readonly dataDir: string;
  /** Questions a minute and person; 0 means no limit. */
  readonly rateLimit: number;
  /** Whether the text of questions may be written to disk. */
  readonly storeQuestions: boolean;
  /** Days after which answers, votes and conversations are forgotten; 0 keeps them. */
  readonly retentionDays: number;
}

/** What the settings of each platform have in common. */
export interface PlatformSettings {
  readonly allow: AllowLists;
  readonly chat: ChatSettings;
}

/** Reads the shared settings. Throws `AttacheError` (SETTINGS_INVALID) that names the variable to change. */
export function parseChatSettings(env: Environment): ChatSettings {
  const values = readGroup(chatVariables, env);
  return {
    dataDir: path.resolve(values.ATTACHE_DATA_DIR ?? envPaths('attache', { suffix: '' }).data),
    rateLimit: values.ATTACHE_RATE_LIMIT,
    storeQuestions: values.ATTACHE_STORE_QUESTIONS,
    retentionDays: values.ATTACHE_RETENTION_DAYS,
  };
}
