import { isWebAddress } from '../../corpus/web-address.ts';
import { FetchError, type Fetcher } from '../../fetching/fetcher.ts';
import { dayOf, instantOf } from '../../html/day-of.ts';
import { fragmentToMarkdown, fragmentToText } from '../../html/fragment-to-markdown.ts';
import { categoryName } from '../category-name.ts';
import { listingFailure, readingFailure } from '../reading-failure.ts';
import type { Category, CorpusSource, Entry, Listing, SourceItem, WantedEntry } from '../source.ts';
import { type ListedPost, PAGE_SIZE, type Post, WordPressApi } from './wordpress-api.ts';

/** A list that goes on for longer never ends; 200,000 posts. */
const MOST_PAGES = 2_000;

/** Posts that are read with one request: some 50 kB each stay well below the size that is accepted. */
const READ_AT_ONCE = 50;
/** Posts in a row that break the site by themselves: what follows is taken for lost, too. */
const MOST_FAILING = 20;

/** A WordPress site, read by its REST interface: a list of what exists, then the text of what is wanted. */
export function wordPressSource(root: string, fetcher: Fetcher): CorpusSource {
  return new WordPressSource(root, fetcher);
}

class WordPressSource implements CorpusSource {
  readonly kind = 'wordpress';
  readonly address: string;
  readonly #api: WordPressApi;
  #categories: ReadonlyMap<number, Category> = new Map();
  #failedInARow = 0;

  constructor(root: string, fetcher: Fetcher) {
    this.address = root;
    this.#api = new WordPressApi(root, fetcher);
  }

  async list(_known: null, signal?: AbortSignal): Promise<Listing> {
    try {
      this.#categories = await this.#listCategories(signal);
      const { posts, complete } = await this.#listPosts(signal);
      return {
        kind: 'listed',
        entries: [...posts.values()].map((post) => this.#entry(post)),
        complete,
        categories: [...this.#categories.values()],
        problems: complete ? [] : ['The list of posts changed while it was read.'],
        validators: null,
      };
    } catch (error) {
      throw listingFailure('The list of posts', error);
    }
  }

  async *read(wanted: readonly WantedEntry[], signal?: AbortSignal): AsyncGenerator<SourceItem> {
    for (let from = 0; from < wanted.length; from += READ_AT_ONCE) {
      const entries = wanted.slice(from, from + READ_AT_ONCE).map(({ entry }) => entry);
      yield* this.#readSome(entries, signal);
    }
  }

  /** A batch that is too large, or holds a post that breaks the site's own program, is read in halves, down to it. */
  async *#readSome(entries: readonly Entry[], signal?: AbortSignal): AsyncGenerator<SourceItem> {
    let posts: ReadonlyMap<string, Post>;
    try {
      const found = await this.#api.contents(
        entries.map(({ key }) => Number(key)),
        signal,
      );
      posts = new Map(found.map((post) => [String(post.id), post]));
    } catch (error) {
      const isFailing = await this.#isFailing(error, signal);
      if (
        entries.length > 1 &&
        (isFailing || (error instanceof FetchError && error.failure === 'unusable'))
      ) {
        const half = Math.ceil(entries.length / 2);
        yield* this.#readSome(entries.slice(0, half), signal);
        yield* this.#readSome(entries.slice(half), signal);
        return;
      }
      if (isFailing) this.#failedInARow += entries.length;
      for (const entry of entries) {
        const item = readingFailure(entry, error);
        yield isFailing && item.kind === 'problem' ? { ...item, reason: 'failing' } : item;
      }
      return;
    }
    this.#failedInARow = 0;
    for (const entry of entries) {
      const post = posts.get(entry.key);
      try {
        yield this.#item(entry, post);
      } catch (error) {
        yield readingFailure(entry, error);
      }
    }
  }

  /**
   * Whether the site fails at these posts and is not down: then it would not give its list either. (A list may come out
   * of a cache: where one post after the other fails the site is as good as down.)
   */
  async #isFailing(error: unknown, signal?: AbortSignal): Promise<boolean> {
    if (!(error instanceof FetchError) || error.failure !== 'unavailable') return false;
    return this.#failedInARow < MOST_FAILING && this.#api.answers(signal);
  }

  #item(entry: Entry, post: Post | undefined): SourceItem {
    const problem = (text: string): SourceItem => ({
      kind: 'problem',
      entry,
      problem: text,
      reason: 'unusable',
      validators: null,
    });
    // Whether it is gone the next list will tell.
    if (!post?.content) return problem('The site lists the post, but does not give its text.');
    if (post.content.protected) return problem('The post is protected by a password.');
    const markdown = fragmentToMarkdown(post.content.rendered);
    if (markdown === '') return problem('The post has no text.');
    const { url, categories, published } = this.#entry(post);
    const draft = {
      name: null,
      title: fragmentToText(post.title?.rendered ?? '') || null,
      categories: categories ?? [],
      url,
      published,
      modified: modifiedOf(post),
      markdown,
    };
    return { kind: 'article', entry, draft, validators: null };
  }

  #entry(post: ListedPost): Entry {
    const modified = modifiedOf(post);
    return {
      key: String(post.id),
      url: post.link && isWebAddress(post.link) ? post.link : null,
      stamp: modified,
      categories: post.categories.flatMap((id) => this.#categories.get(id) ?? []),
      published: dayOf(post.date),
      modified: dayOf(modified),
    };
  }

  /**
   * What was published or deleted between two pages moves posts from one to the other, so that one may be missed:
   * then the list is not complete, and nothing must be called gone by it.
   */
  async #listPosts(
    signal?: AbortSignal,
  ): Promise<{ posts: ReadonlyMap<number, ListedPost>; complete: boolean }> {
    const posts = new Map<number, ListedPost>();
    let total: number | null = null;
    for (let page = 1, pages = 1; page <= Math.min(pages, MOST_PAGES); page++) {
      const found = await this.#api.posts(page, signal);
      for (const post of found.items) posts.set(post.id, post);
      total = found.total;
      pages = found.pages ?? (found.items.length === PAGE_SIZE ? page + 1 : page);
    }
    return { posts, complete: total === null || posts.size === total };
  }

  async #listCategories(signal?: AbortSignal): Promise<ReadonlyMap<number, Category>> {
    const categories = new Map<number, Category>();
    for (let page = 1, pages = 1; page <= Math.min(pages, MOST_PAGES); page++) {
      const found = await this.#api.categories(page, signal);
      for (const { id, name: html, slug } of found.items) {
        const name = categoryName(html);
        if (name !== null) categories.set(id, { name, slug });
      }
      pages = found.pages ?? 1;
    }
    return categories;
  }
}

/** WordPress writes UTC without saying so. */
function modifiedOf(post: ListedPost): string | null {
  return post.modified_gmt ? instantOf(post.modified_gmt) : null;
}
