import type { Fetcher } from '../fetching/fetcher.ts';
import { HTML_TYPES } from '../sources/media-types.ts';
import { readingFailure } from '../sources/reading-failure.ts';
import type { Listing, SourceItem, WantedEntry } from '../sources/source.ts';
import type { SourceState } from './state.ts';

/**
 * Pages that one run asks for. A feed that is ordered by something else than the day of publication leaves out many
 * articles that exist, and its site must not be read whole every hour.
 */
const MOST_ASKED = 20;

/**
 * Asks the pages of articles whether they are gone, where a list of the newest does not hold them any more. What is
 * only older than the list is not asked for.
 *
 * @returns of each that was asked for: 'gone', 'unchanged' if it is there, or, as the last one, that the site does not
 *   answer
 * @throws AttacheError ABORTED
 */
export async function* findGone(
  listing: Listing,
  known: SourceState,
  fetcher: Fetcher,
  signal?: AbortSignal,
): AsyncGenerator<SourceItem> {
  for (const { entry, url, validators } of missingFrom(listing, known)) {
    try {
      await fetcher.get({ url, accept: HTML_TYPES, validators: validators ?? undefined, signal });
      yield { kind: 'unchanged', entry };
    } catch (error) {
      const item = readingFailure(entry, error);
      const isSilent = item.kind === 'problem' && item.reason === 'unavailable';
      // A page with another fault is there.
      yield item.kind === 'gone' || isSilent ? item : { kind: 'unchanged', entry };
      if (isSilent) return;
    }
  }
}

/** Known articles that were published after the oldest on an incomplete list and are not on it, the newest first. */
function missingFrom(
  { entries, complete }: Listing,
  { items }: SourceState,
): (WantedEntry & { readonly url: string })[] {
  const oldest = entries.flatMap(({ published }) => published ?? []).toSorted()[0];
  if (complete || oldest === undefined) return [];
  const listed = new Set(entries.map(({ key }) => key));
  return [...items]
    .flatMap(([key, item]) => {
      if (item.kind !== 'article' || item.url === null || listed.has(key)) return [];
      const { url, stamp, published, validators } = item;
      if (published === null || published <= oldest) return [];
      return [{ entry: { key, url, stamp, published, categories: null, modified: null }, url, validators }];
    })
    .toSorted((a, b) => b.entry.published.localeCompare(a.entry.published))
    .slice(0, MOST_ASKED);
}
