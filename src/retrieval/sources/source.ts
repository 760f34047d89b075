import type { IsoDay } from '../corpus/article.ts';
import type { NotModified, Validators } from '../fetching/fetcher.ts';

/** The kinds of places that articles come from. */
export const SOURCE_KINDS = ['folder', 'wordpress', 'feed', 'sitemap'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A category of the source; `slug` is its short name in addresses, where the source has one. */
export interface Category {
  readonly name: string;
  readonly slug: string | null;
}

/** An article as it goes into the corpus. */
export interface ArticleDraft {
  /** What its file may be called, where nothing better is known than its address: a path, or null. */
  readonly name: string | null;
  /** Plain text; null where the source names none. */
  readonly title: string | null;
  readonly categories: readonly Category[];
  readonly url: string | null;
  readonly published: IsoDay | null;
  /** The instant of the last change, ISO 8601, as the source tells it. */
  readonly modified: string | null;
  /** Markdown that `parseArticle` reads; no front matter. */
  readonly markdown: string;
}

/** What a source's list says about one article, before it is read. */
export interface Entry {
  /** Names the article within its source, and stays when title or address change. */
  readonly key: string;
  readonly url: string | null;
  /** Another text means that the article changed; null where the list does not tell. */
  readonly stamp: string | null;
  /** Null where the list does not tell. */
  readonly categories: readonly Category[] | null;
  readonly published: IsoDay | null;
  /** Day of the last change: what was changed before a day was published before it, too. */
  readonly modified: IsoDay | null;
}

/** What exists at a source now. */
export interface Listing {
  readonly kind: 'listed';
  /** Each key once. */
  readonly entries: readonly Entry[];
  /** Whether what is not in `entries` is gone: false for a feed, and where a part of the list could not be had. */
  readonly complete: boolean;
  /** All categories of the source, or null where only the articles tell theirs. */
  readonly categories: readonly Category[] | null;
  /** What could not be listed, one line each. */
  readonly problems: readonly string[];
  /** With these the next listing may be answered by 'not modified'; null where the source has none. */
  readonly validators: Validators | null;
}

/** An entry that is to be read, with the validators of the last time if there was one. */
export interface WantedEntry {
  readonly entry: Entry;
  readonly validators: Validators | null;
}

/** What reading an entry gave. */
export type SourceItem = { readonly entry: Entry } & (
  | { readonly kind: 'article'; readonly draft: ArticleDraft; readonly validators: Validators | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'problem';
      /** One line: what is wrong and, where it helps, what to do. */
      readonly problem: string;
      /**
       * `unavailable`: another try may succeed. `failing`: likewise, and the source answers but for this one.
       * `unusable`: nothing will change until the article does.
       */
      readonly reason: 'unavailable' | 'failing' | 'unusable';
      readonly validators: Validators | null;
    }
);

/** A place that articles come from: it lists what exists, and reads what is asked for. */
export interface CorpusSource {
  readonly kind: SourceKind;
  /** The address or folder that is read: the feed's own, not that of the site which names it. */
  readonly address: string;
  /**
   * @param known validators of the last listing; without them everything is listed
   * @throws AttacheError SOURCE_UNAVAILABLE where there is no list to be had
   */
  list(known: Validators | null, signal?: AbortSignal): Promise<Listing | NotModified>;
  /**
   * Reads entries of the last listing, in any order; one item for each. A broken one is a problem, never an error.
   * @throws when the signal is aborted
   */
  read(wanted: readonly WantedEntry[], signal?: AbortSignal): AsyncIterable<SourceItem>;
}
