import { AttacheError } from '../../errors.ts';
import { loadFolder } from '../../retrieval/corpus/load-folder.ts';
import type { FetcherOptions } from '../../retrieval/fetching/options.ts';
import { ingest } from '../../retrieval/ingest/ingest.ts';
import { type AssistantOptions, corpusFolder } from '../create-assistant.ts';
import { CorpusKeeper, type KeeperEvent } from './corpus-keeper.ts';
import { LivingAssistant } from './living-assistant.ts';

export interface KeepingOptions {
  /** Addresses whose articles are brought into the corpus folder, again and again. */
  readonly sources: readonly string[];
  /** Milliseconds between two rounds; 0: the folder is watched, and nothing more. */
  readonly everyMs: number;
  readonly fetcherOptions?: Omit<FetcherOptions, 'hosts'> | undefined;
  readonly onEvent: (event: KeeperEvent) => void;
}

/**
 * Opens an assistant whose corpus is kept current until it is closed. Where its folder holds no article yet, the
 * sources are brought in first.
 * @throws AttacheError as `createAssistant`, SETTINGS_INVALID where there are sources and no folder for them
 */
export async function openKept(options: AssistantOptions, keeping: KeepingOptions): Promise<LivingAssistant> {
  const { sources, everyMs, fetcherOptions, onEvent } = keeping;
  if (sources.length > 0 && options.corpus === undefined) {
    throw new AttacheError(
      'SETTINGS_INVALID',
      'There are sources to bring in and no folder for them: set ATTACHE_CORPUS to the folder into which their articles are written.',
    );
  }
  const into = corpusFolder(options);
  const bringIn = (source: string, signal?: AbortSignal) => ingest({ source, into, fetcherOptions, signal });
  if (sources.length > 0 && !(await holdsArticles(into))) {
    for (const source of sources) {
      onEvent({ kind: 'ingested', summary: await bringIn(source, options.signal) });
    }
  }
  const assistant = await LivingAssistant.open(options);
  const keeper = new CorpusKeeper({ assistant, sources, everyMs, ingest: bringIn, onEvent });
  assistant.keptBy(keeper);
  await keeper.start();
  return assistant;
}

async function holdsArticles(folder: string): Promise<boolean> {
  try {
    return (await loadFolder(folder)).articles.length > 0;
  } catch (error) {
    if (error instanceof AttacheError && /^CORPUS_/.test(error.code)) return false;
    throw error;
  }
}
