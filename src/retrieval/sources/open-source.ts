import { AttacheError } from '../../errors.ts';
import type { Fetcher } from '../fetching/fetcher.ts';
import { feedSource } from './feed/feed-source.ts';
import { folderSource } from './folder/folder-source.ts';
import { sitemapSource } from './sitemap/sitemap-source.ts';
import type { CorpusSource, SourceKind } from './source.ts';
import { wordPressSource } from './wordpress/wordpress-source.ts';

/** Where a source is read: what finding it out gave, so that it need not be found out again. */
export interface Endpoint {
  readonly kind: SourceKind;
  /** The folder, the address of the interface or feed, or those of the sitemaps. */
  readonly addresses: readonly string[];
  /** Of a sitemap: only pages under this address. */
  readonly under: string | null;
}

/** @param fetcher null for a folder */
export function openSource({ kind, addresses, under }: Endpoint, fetcher: Fetcher | null): CorpusSource {
  const address = addresses[0];
  if (address !== undefined && kind === 'folder') return folderSource(address);
  if (address === undefined || fetcher === null) {
    throw new AttacheError(
      'INPUT_INVALID',
      `A ${kind} is read from a web address, with http:// or https://.`,
    );
  }
  switch (kind) {
    case 'wordpress':
      return wordPressSource(address, fetcher);
    case 'feed':
      return feedSource(address, fetcher);
    case 'sitemap':
      return sitemapSource({ addresses, under }, fetcher);
    case 'folder':
      return folderSource(address);
  }
}
