import { realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { AttacheError } from '../../errors.ts';
import type { Fetcher } from '../fetching/fetcher.ts';
import { createFetcher } from '../fetching/polite-fetcher.ts';
import { showAddress } from '../fetching/show.ts';
import { findEndpoint } from '../sources/find-endpoint.ts';
import { type Endpoint, openSource } from '../sources/open-source.ts';
import { CorpusFolder } from './corpus-folder.ts';
import { type FileOperations, fileOperations } from './file-operations.ts';
import type { IngestOptions, IngestSummary } from './ingest-options.ts';
import { IngestRun } from './ingest-run.ts';
import { failedRun, lastRunOf, noteRun } from './journal.ts';
import { takeLock } from './lock.ts';
import { type Choice, Selection } from './selection.ts';
import { settleBreak } from './settle-break.ts';
import type { SourceState } from './state.ts';

/**
 * Brings the articles of a site or folder into a corpus folder, one file an article, and takes out those that are
 * gone. Run again, it reads only what changed; ended at any moment, it leaves whole files, and the next run goes on.
 *
 * @param files replaces the disk, for tests
 * @throws AttacheError SOURCE_UNAVAILABLE, INPUT_INVALID, INGEST_FAILED, or ABORTED where it was stopped before
 *   there was anything to tell; the message says what to do
 */
export async function ingest(
  options: IngestOptions,
  files: FileOperations = fileOperations,
): Promise<IngestSummary> {
  const place = await locate(options.source);
  const into = resolve(options.into);
  if (typeof place === 'string') await refuseOverlap(place, into);
  const folder = new CorpusFolder(into, files);
  const lock = options.dryRun ? null : await takeLock(folder.lockPath).catch(unwritable(into));
  const fetcher =
    typeof place === 'string' ? null : createFetcher({ ...options.fetcherOptions, hosts: [place.host] });
  const address = typeof place === 'string' ? place : place.href;
  try {
    const state = await folder.readState();
    await settleBreak(state, folder);
    const earlier = state.sources[address];
    options.onProgress?.({ stage: 'looking at the source', done: 0, total: null });
    const endpoint = await endpointOf(place, options, fetcher, earlier);
    const choice = choiceOf(options, earlier);
    const known: SourceState = earlier ?? { endpoint, choice, listed: null, items: new Map() };
    known.choice = choice;
    state.sources[address] = known;
    const summary = await new IngestRun({
      options,
      address,
      source: openSource(endpoint, fetcher),
      fetcher,
      selection: new Selection(choice),
      folder,
      state,
      known,
    }).run();
    if (!options.dryRun) await noteRun(folder, address, lastRunOf(summary, new Date()));
    return summary;
  } catch (error) {
    // What is told here is the failure itself; that it cannot be noted adds nothing to it.
    if (lock) await noteRun(folder, address, failedRun(address, error, new Date())).catch(() => undefined);
    if (options.signal?.aborted) {
      throw new AttacheError('ABORTED', 'Stopped before an article was read. Run again to go on.', {
        cause: error,
      });
    }
    return unwritable(into)(error);
  } finally {
    await fetcher?.close();
    await lock?.release();
  }
}

/** The absolute path of a folder, or a web address. */
async function locate(source: string): Promise<string | URL> {
  if (/^https?:\/\//i.test(source)) {
    if (!URL.canParse(source)) throw invalid(source, 'is no valid address');
    const url = new URL(source);
    url.hash = '';
    return url;
  }
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(source)) {
    throw invalid(source, 'cannot be read: only http:// and https:// are, and folders by their path');
  }
  const path = resolve(source);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return path;
  if (found) throw invalid(source, 'is a file. Name the folder that it is in');
  throw invalid(source, 'is neither a folder nor a web address with http:// or https://');
}

/** What an earlier run chose stays chosen, so that a bot that brings a source in again need not know it. */
function choiceOf({ category, since, all }: IngestOptions, earlier: SourceState | undefined): Choice {
  if (category === undefined && since === undefined && !all && earlier) return earlier.choice;
  return { category: category ?? null, since: since ?? null };
}

/** What is known from the last run is not found out again. */
async function endpointOf(
  place: string | URL,
  { kind, signal }: IngestOptions,
  fetcher: Fetcher | null,
  earlier: SourceState | undefined,
): Promise<Endpoint> {
  if (earlier && (kind === undefined || kind === earlier.endpoint.kind)) return earlier.endpoint;
  if (earlier) {
    throw new AttacheError(
      'INPUT_INVALID',
      `The articles of '${showAddress(place)}' were brought in from its ${earlier.endpoint.kind}; as a ${kind} they would be there twice. Leave --kind out, or choose another folder.`,
    );
  }
  if (fetcher === null || typeof place === 'string') {
    if (kind !== undefined && kind !== 'folder') throw invalid(String(place), `is a folder, and no ${kind}`);
    return { kind: 'folder', addresses: [String(place)], under: null };
  }
  if (kind === 'folder') throw invalid(place.href, 'is a web address, and no folder');
  return findEndpoint(place, kind ?? null, fetcher, signal);
}

/** Articles that are brought from a folder into itself would be there twice. */
async function refuseOverlap(source: string, into: string): Promise<void> {
  const [from, to] = await Promise.all([real(source), real(into)]);
  const isWithin = (inner: string, outer: string) => {
    const way = relative(outer, inner);
    return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(outer, way) === inner);
  };
  if (isWithin(from, to) || isWithin(to, from)) {
    throw new AttacheError(
      'INPUT_INVALID',
      `'${source}' and '${into}' lie in one another: the articles would be there twice. A folder of articles needs no ingesting; name it as the corpus.`,
    );
  }
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function invalid(source: string, what: string): AttacheError {
  return new AttacheError('INPUT_INVALID', `'${showAddress(source)}' ${what}.`);
}

/** What went wrong with the disk, in words. */
function unwritable(into: string): (error: unknown) => never {
  return (error) => {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (error instanceof AttacheError || code === undefined || syscall === undefined) throw error;
    throw new AttacheError(
      'INGEST_FAILED',
      `The articles cannot be written into '${into}' (${code}). Check the folder's permissions and the room on the disk, and run again: it goes on where it ended.`,
      { cause: error },
    );
  };
}
