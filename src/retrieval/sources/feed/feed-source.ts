import { createHash } from 'node:crypto';
import { AttacheError } from '../../../errors.ts';
import { isWebAddress } from '../../corpus/web-address.ts';
import type { Fetcher, NotModified, Validators } from '../../fetching/fetcher.ts';
import { showAddress } from '../../fetching/show.ts';
import { dayOf, instantOf } from '../../html/day-of.ts';
import { fragmentToMarkdown, fragmentToText } from '../../html/fragment-to-markdown.ts';
import { categoryName } from '../category-name.ts';
import { FEED_TYPES } from '../media-types.ts';
import { readEntryPage } from '../page-draft.ts';
import { listingFailure, readingFailure } from '../reading-failure.ts';
import type {
  ArticleDraft,
  Category,
  CorpusSource,
  Entry,
  Listing,
  SourceItem,
  WantedEntry,
} from '../source.ts';
import { type FeedItem, FeedProblem, readFeed } from './read-feed.ts';

/** An RSS, Atom or JSON feed: its newest articles, with the text of their pages where the feed has summaries. */
export function feedSource(address: string, fetcher: Fetcher): CorpusSource {
  return new FeedSource(address, fetcher);
}

class FeedSource implements CorpusSource {
  readonly kind = 'feed';
  readonly address: string;
  readonly #fetcher: Fetcher;
  #items: ReadonlyMap<string, FeedItem> = new Map();

  constructor(address: string, fetcher: Fetcher) {
    this.address = address;
    this.#fetcher = fetcher;
  }

  async list(known: Validators | null, signal?: AbortSignal): Promise<Listing | NotModified> {
    try {
      const answer = await this.#fetcher.get({
        url: this.address,
        accept: FEED_TYPES,
        validators: known ?? undefined,
        signal,
      });
      if (answer.kind === 'not-modified') return answer;
      const items = readFeed(answer.text, answer.url);
      this.#items = new Map(items.map((item) => [item.key, item]));
      return {
        kind: 'listed',
        entries: items.map(entryOf),
        // A feed shows the newest articles: what is not in it may well exist.
        complete: false,
        categories: null,
        problems: [],
        validators: { etag: answer.etag, lastModified: answer.lastModified },
      };
    } catch (error) {
      if (error instanceof FeedProblem) {
        throw new AttacheError(
          'SOURCE_UNAVAILABLE',
          `The feed '${showAddress(this.address)}' could not be read: ${error.message}`,
        );
      }
      throw listingFailure('The feed', error);
    }
  }

  async *read(wanted: readonly WantedEntry[], signal?: AbortSignal): AsyncGenerator<SourceItem> {
    for (const want of wanted) {
      const { entry } = want;
      const item = this.#items.get(entry.key);
      if (!item) throw new Error(`'${entry.key}' is not of the last listing.`);
      if (item.content === null) {
        yield await readEntryPage(
          want,
          this.#fetcher,
          (page) => ({ ...draftOf(item, page.markdown), ...betterOf(item, page) }),
          signal,
        );
        continue;
      }
      signal?.throwIfAborted();
      try {
        const markdown = fragmentToMarkdown(item.content);
        yield markdown === ''
          ? { kind: 'problem', entry, problem: 'It has no text.', reason: 'unusable', validators: null }
          : { kind: 'article', entry, draft: draftOf(item, markdown), validators: null };
      } catch (error) {
        yield readingFailure(entry, error);
      }
    }
  }
}

function entryOf(item: FeedItem): Entry {
  return {
    key: item.key,
    url: item.url !== null && isWebAddress(item.url) ? item.url : null,
    // Of a summary the page may change without the feed telling: then only its server knows.
    stamp: item.content === null && item.updated === null ? null : hashOf(item),
    categories: item.categories.length === 0 ? null : categoriesOf(item.categories),
    published: dayOf(item.published),
    modified: dayOf(item.updated),
  };
}

function hashOf(item: FeedItem): string {
  return createHash('sha256').update(JSON.stringify(item)).digest('base64url').slice(0, 22);
}

function draftOf(item: FeedItem, markdown: string): ArticleDraft {
  return {
    name: null,
    title: item.title === null ? null : fragmentToText(item.title) || null,
    categories: categoriesOf(item.categories),
    url: entryOf(item).url,
    published: dayOf(item.published),
    modified: instantOf(item.updated),
    markdown,
  };
}

/** Fields that the feed leaves open and the page names. */
function betterOf(
  item: FeedItem,
  page: Pick<ArticleDraft, 'title' | 'published' | 'modified'> & { readonly categories: readonly string[] },
): Partial<ArticleDraft> {
  return {
    ...(item.title === null && { title: page.title }),
    ...(item.published === null && { published: page.published }),
    ...(item.updated === null && { modified: page.modified }),
    ...(item.categories.length === 0 && { categories: categoriesOf(page.categories) }),
  };
}

function categoriesOf(names: readonly string[]): Category[] {
  return [...new Set(names.flatMap((name) => categoryName(name) ?? []))].map((name) => ({
    name,
    slug: null,
  }));
}
