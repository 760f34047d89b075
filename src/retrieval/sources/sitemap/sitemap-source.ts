import { isWebAddress } from '../../corpus/web-address.ts';
import { FetchError, type Fetcher } from '../../fetching/fetcher.ts';
import { showAddress } from '../../fetching/show.ts';
import { dayOf } from '../../html/day-of.ts';
import { SITEMAP_TYPES } from '../media-types.ts';
import { readEntryPage } from '../page-draft.ts';
import { listingFailure } from '../reading-failure.ts';
import type { CorpusSource, Entry, Listing, SourceItem, WantedEntry } from '../source.ts';
import { readSitemap, type Sitemap } from './read-sitemap.ts';

/** An index of more sitemaps is not that of a programme; each has up to 50,000 addresses. */
const MOST_SITEMAPS = 200;
const MOST_PAGES = 100_000;

/** What the plug-ins of WordPress call lists of other things than articles; names may stand before, and glued to them. */
const LISTS =
  '[^/]*categor(?:y|ies)|(?:[^/]*[-_])?(?:(?:post)?tags?|taxonom(?:y|ies)|authors?)|users?|attachments?|media|images?|videos?';

/** Parts of a sitemap that list no articles: 'event_category-sitemap2.xml', but not 'heritage-sitemap.xml'. */
const NO_ARTICLES = new RegExp(
  `/(?:(?:${LISTS})(?:[-_][a-z]{2})?[-_]?sitemap(?:-index|[-_][a-z]{2})?[-_]?\\d*|wp-sitemap-(?:taxonomies|users)-[^/]*)\\.xml(?:\\.gz)?(?:[?#]|$)`,
  'i',
);

/** A file, not a page. */
const FILE = /\.(?:pdf|jpe?g|png|gif|svg|webp|zip|docx?|xlsx?|pptx?|mp[34]|ics|xml)$/i;

export interface SitemapOptions {
  /** Addresses of sitemaps or indexes of such. */
  readonly addresses: readonly string[];
  /** Only pages under this address, with or without a slash at its end; null: all. */
  readonly under: string | null;
}

/** The pages that a site's sitemaps list, each reduced to its article. */
export function sitemapSource(options: SitemapOptions, fetcher: Fetcher): CorpusSource {
  return new SitemapSource(options, fetcher);
}

class SitemapSource implements CorpusSource {
  readonly kind = 'sitemap';
  readonly address: string;
  readonly #options: SitemapOptions;
  readonly #fetcher: Fetcher;

  constructor(options: SitemapOptions, fetcher: Fetcher) {
    this.address = options.addresses.join(' ');
    this.#options = options;
    this.#fetcher = fetcher;
  }

  async list(_known: null, signal?: AbortSignal): Promise<Listing> {
    const problems: string[] = [];
    const entries = new Map<string, Entry>();
    const open = [...this.#options.addresses];
    const seen = new Set(open);
    let listed = 0;
    for (let address = open.shift(); address !== undefined; address = open.shift()) {
      let sitemap: Sitemap | null;
      try {
        sitemap = await this.#sitemap(address, signal);
      } catch (error) {
        // One part that is missing leaves the others usable, if there are any.
        if (!(error instanceof FetchError) || (listed === 0 && open.length === 0)) {
          throw listingFailure('The sitemap', error);
        }
        problems.push(error.message);
        continue;
      }
      listed++;
      if (sitemap === null) {
        problems.push(`'${showAddress(address)}' is no sitemap.`);
        continue;
      }
      for (const { url, lastModified } of sitemap.addresses) {
        if (sitemap.kind === 'index') {
          if (seen.has(url) || NO_ARTICLES.test(url)) continue;
          if (seen.size >= MOST_SITEMAPS) {
            problems.push(`More than ${MOST_SITEMAPS} sitemaps are listed; the others are left out.`);
            break;
          }
          seen.add(url);
          open.push(url);
        } else if (this.#isWanted(url) && !entries.has(url)) {
          if (entries.size >= MOST_PAGES) {
            problems.push(
              `More than ${MOST_PAGES.toLocaleString('en')} pages are listed; the others are left out.`,
            );
            break;
          }
          const day = dayOf(lastModified);
          const entry = {
            key: url,
            url,
            stamp: lastModified,
            categories: null,
            published: null,
            modified: day,
          };
          entries.set(url, entry);
        }
      }
    }
    return {
      kind: 'listed',
      entries: [...entries.values()],
      complete: problems.length === 0,
      categories: null,
      problems,
      validators: null,
    };
  }

  async *read(wanted: readonly WantedEntry[], signal?: AbortSignal): AsyncGenerator<SourceItem> {
    for (const want of wanted) {
      yield await readEntryPage(
        want,
        this.#fetcher,
        (page, url) => ({
          name: null,
          title: page.title,
          categories: page.categories.map((name) => ({ name, slug: null })),
          url: canonicalOf(page.canonical, url),
          published: page.published,
          modified: page.modified,
          markdown: page.markdown,
        }),
        signal,
      );
    }
  }

  async #sitemap(url: string, signal?: AbortSignal): Promise<Sitemap | null> {
    const answer = await this.#fetcher.get({ url, accept: SITEMAP_TYPES, signal });
    return answer.kind === 'not-modified' ? null : readSitemap(answer.text);
  }

  #isWanted(url: string): boolean {
    if (!isWebAddress(url) || FILE.test(new URL(url).pathname)) return false;
    const { under } = this.#options;
    if (under === null) return true;
    const folder = under.replace(/\/*$/, '/');
    return url.startsWith(folder) && url !== folder;
  }
}

/** The address that a page gives itself; some give all of theirs that of the home page, which names none of them. */
function canonicalOf(canonical: string | null, url: string): string {
  if (canonical === null) return url;
  const named = new URL(canonical);
  return named.host === new URL(url).host && named.pathname !== '/' ? canonical : url;
}
