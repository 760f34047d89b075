import { AttacheError } from '../../errors.ts';
import { loadFolder } from '../../retrieval/corpus/load-folder.ts';
import type { FetcherOptions } from '../../retrieval/fetching/options.ts';
import { ingest } from '../../retrieval/ingest/ingest.ts';
import type { IngestSummary } from '../../retrieval/ingest/ingest-options.ts';
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
 * sources are brought in first; those that cannot be had are told, and tried again in the next round.
 * @throws AttacheError as `createAssistant`, SETTINGS_INVALID where there are sources and no folder for them; as `ingest`
 *   where the folder holds no article and no source can be had
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
  const isEmpty = sources.length > 0 && !(await holdsArticles(into));
  if (isEmpty) await bringInFirst(keeping, bringIn, options.signal);
  const assistant = await LivingAssistant.open(options);
  const keeper = new CorpusKeeper({ assistant, sources, everyMs, ingest: bringIn, onEvent });
  assistant.keptBy(keeper);
  await keeper.start({ waitsFirst: isEmpty });
  return assistant;
}

/**
 * The first articles of an empty folder. A source that cannot be had does not keep the others from being answered from.
 * @throws the failure of the last source where none could be had, which tells more than that the folder is empty
 */
async function bringInFirst(
  { sources, onEvent }: KeepingOptions,
  bringIn: (source: string, signal?: AbortSignal) => Promise<IngestSummary>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let failure: unknown;
  let brought = 0;
  for (const source of sources) {
    try {
      onEvent({ kind: 'ingested', summary: await bringIn(source, signal) });
      brought++;
    } catch (error) {
      if (signal?.aborted) throw error;
      onEvent({ kind: 'ingest failed', source, error });
      failure = error;
    }
  }
  if (brought === 0) throw failure;
}

async function holdsArticles(folder: string): Promise<boolean> {
  try {
    return (await loadFolder(folder)).articles.length > 0;
  } catch (error) {
    if (error instanceof AttacheError && /^CORPUS_/.test(error.code)) return false;
    throw error;
  }
}
