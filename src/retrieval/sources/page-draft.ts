import type { Fetcher } from '../fetching/fetcher.ts';
import { type PageArticle, readPage } from '../html/read-page.ts';
import { HTML_TYPES } from './media-types.ts';
import { readingFailure } from './reading-failure.ts';
import type { ArticleDraft, SourceItem, WantedEntry } from './source.ts';

/**
 * Fetches the page of an entry and reduces it to its article, unless the server says that it did not change.
 *
 * @param toDraft what the source knows better than the page
 */
export async function readEntryPage(
  { entry, validators }: WantedEntry,
  fetcher: Fetcher,
  toDraft: (page: PageArticle, url: string) => ArticleDraft,
  signal?: AbortSignal,
): Promise<SourceItem> {
  if (entry.url === null) {
    const problem = 'It has neither a text nor an address to read it from.';
    return { kind: 'problem', entry, problem, reason: 'unusable', validators: null };
  }
  try {
    const answer = await fetcher.get({
      url: entry.url,
      accept: HTML_TYPES,
      validators: validators ?? undefined,
      signal,
    });
    if (answer.kind === 'not-modified') return { kind: 'unchanged', entry };
    const known = { etag: answer.etag, lastModified: answer.lastModified };
    try {
      return { kind: 'article', entry, draft: toDraft(readPage(answer.text), answer.url), validators: known };
    } catch (error) {
      const item = readingFailure(entry, error);
      return item.kind === 'problem' ? { ...item, validators: known } : item;
    }
  } catch (error) {
    return readingFailure(entry, error);
  }
}
