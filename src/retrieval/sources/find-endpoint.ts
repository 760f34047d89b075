import { AttacheError } from '../../errors.ts';
import { FetchError, type Fetched, type Fetcher } from '../fetching/fetcher.ts';
import { showAddress } from '../fetching/show.ts';
import { HtmlProblem } from '../html/html-problem.ts';
import { parseHtml } from '../html/parse-html.ts';
import { FeedProblem, readFeed } from './feed/read-feed.ts';
import { FEED_TYPES, HTML_TYPES, JSON_TYPES, SITEMAP_TYPES } from './media-types.ts';
import type { Endpoint } from './open-source.ts';
import { readSitemap } from './sitemap/read-sitemap.ts';
import type { SourceKind } from './source.ts';
import { apiAddress } from './wordpress/wordpress-api.ts';

type WebKind = Exclude<SourceKind, 'folder'>;

/** How a page or header names WordPress' interface. */
const API_RELATION = 'https://api.w.org/';
const USUAL_SITEMAPS = ['/sitemap.xml', '/sitemap_index.xml', '/wp-sitemap.xml'];

/**
 * Finds out how a site can be read. Preferred is what tells most: WordPress' interface, then a sitemap, which lists
 * all pages, then a feed, which has the newest articles only. An address that is a feed or a sitemap is taken as such.
 *
 * @param kind what to look for; null: anything
 * @throws AttacheError SOURCE_UNAVAILABLE where nothing of the kind is found
 */
export async function findEndpoint(
  address: URL,
  kind: WebKind | null,
  fetcher: Fetcher,
  signal?: AbortSignal,
): Promise<Endpoint> {
  const finder = new Finder(address, fetcher, signal);
  const found = await finder.find(kind);
  if (found) return found;
  const what = kind === null ? 'neither WordPress nor a sitemap nor a feed was' : `no ${NAMES[kind]} was`;
  throw new AttacheError(
    'SOURCE_UNAVAILABLE',
    `'${showAddress(address)}' cannot be brought in: ${what} found there. Give the address of its feed or sitemap itself.${finder.reason}`,
  );
}

const NAMES: Readonly<Record<WebKind, string>> = {
  wordpress: 'WordPress interface',
  feed: 'feed',
  sitemap: 'sitemap',
};

class Finder {
  readonly #given: URL;
  /** The address that was given, then the one that it redirects to. */
  #address: URL;
  readonly #fetcher: Fetcher;
  readonly #signal: AbortSignal | undefined;
  #lastFailure: FetchError | null = null;

  constructor(address: URL, fetcher: Fetcher, signal: AbortSignal | undefined) {
    this.#given = address;
    this.#address = address;
    this.#fetcher = fetcher;
    this.#signal = signal;
  }

  /** The last obstacle, for the message. */
  get reason(): string {
    return this.#lastFailure ? ` (${this.#lastFailure.message})` : '';
  }

  async find(kind: WebKind | null): Promise<Endpoint | null> {
    const api = /^(.*?\/wp-json)(?:\/|$)/.exec(this.#address.pathname)?.[1];
    if (api !== undefined && kind !== 'feed' && kind !== 'sitemap') {
      return endpoint('wordpress', [new URL(`${api}/`, this.#address).href]);
    }
    const wanted = [...new Set([...HTML_TYPES, ...FEED_TYPES, ...SITEMAP_TYPES])];
    const answer = await this.#get(this.#address.href, wanted, 'must be allowed');
    if (answer) this.#address = new URL(answer.url);
    const direct = answer && this.#direct(answer);
    if (direct) return kind === null || direct.kind === kind ? direct : null;
    const page = answer && isHtml(answer) ? readLinks(answer) : NO_LINKS;
    const wants = (one: WebKind) => kind === null || kind === one;
    return (
      (wants('wordpress') && (await this.#wordPress(page.api))) ||
      (wants('sitemap') && (await this.#sitemap())) ||
      (wants('feed') && this.#feed(page.feeds)) ||
      null
    );
  }

  /** The address itself may be a feed or a sitemap. */
  #direct(answer: Fetched): Endpoint | null {
    if (readSitemap(answer.text)) return endpoint('sitemap', [this.#address.href]);
    if (isHtml(answer)) return null;
    try {
      readFeed(answer.text, answer.url);
      return endpoint('feed', [this.#address.href]);
    } catch (error) {
      if (error instanceof FeedProblem) return null;
      throw error;
    }
  }

  /** A site may name its interface and yet not let anybody read it. */
  async #wordPress(named: string | null): Promise<Endpoint | null> {
    const root = named ?? new URL('/wp-json/', this.#address).href;
    const answer = await this.#get(
      apiAddress(root, 'wp/v2/posts', { per_page: 1, _fields: 'id' }),
      JSON_TYPES,
    );
    return answer?.text.trimStart().startsWith('[') ? endpoint('wordpress', [root]) : null;
  }

  async #sitemap(): Promise<Endpoint | null> {
    const robots = await this.#get(new URL('/robots.txt', this.#address).href, ['text/plain']);
    const named = [...(robots?.text ?? '').matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(\S+)/gim)]
      .map((line) => line[1] ?? '')
      .filter((url) => URL.canParse(url, this.#address.href))
      .map((url) => new URL(url, this.#address).href);
    // One that cannot be had today may be tomorrow; where none can, robots.txt is out of date.
    const usable: string[] = [];
    let isThere = false;
    let unavailable: unknown = null;
    for (const url of new Set(named)) {
      const sitemap = await this.#readsAsSitemap(url).catch((error: unknown) => {
        unavailable = error;
        return null;
      });
      if (sitemap !== false) usable.push(url);
      isThere ||= sitemap === true;
    }
    if (isThere) return endpoint('sitemap', usable, this.#under());
    if (unavailable !== null) throw unavailable;
    for (const path of USUAL_SITEMAPS) {
      const url = new URL(path, this.#address).href;
      if (await this.#readsAsSitemap(url)) return endpoint('sitemap', [url], this.#under());
    }
    return null;
  }

  /** Null where the address cannot be had. */
  async #readsAsSitemap(url: string): Promise<boolean | null> {
    const answer = await this.#get(url, SITEMAP_TYPES);
    return answer && readSitemap(answer.text) !== null;
  }

  /**
   * The part of the site that was asked for; null: all of it. Where its address leads on to a page within it, such as
   * from the home page to '/home', the part is the one that was given; where it leads elsewhere, that is where it is.
   */
  #under(): string | null {
    const given = folderOf(this.#given);
    const reached = folderOf(this.#address);
    const path = reached.startsWith(given) ? given : reached;
    return path === '/' ? null : new URL(path, this.#address).href;
  }

  #feed(feeds: readonly string[]): Endpoint | null {
    const first = feeds[0];
    return first === undefined ? null : endpoint('feed', [first]);
  }

  /**
   * Null where there is nothing of use. A site that does not answer ends the search, and one that must not be
   * visited; its robots.txt often forbids the interface alone.
   */
  async #get(url: string, accept: readonly string[], rule?: 'must be allowed'): Promise<Fetched | null> {
    try {
      const answer = await this.#fetcher.get({ url, accept, signal: this.#signal });
      return answer.kind === 'fetched' ? answer : null;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      if (error.failure === 'unavailable' || (rule && error.failure === 'address-refused')) {
        throw new AttacheError('SOURCE_UNAVAILABLE', `The source could not be read: ${error.message}`, {
          cause: error,
        });
      }
      this.#lastFailure = error;
      return null;
    }
  }
}

interface Links {
  readonly api: string | null;
  readonly feeds: readonly string[];
}

const NO_LINKS: Links = { api: null, feeds: [] };
const FEED_LINKS = ['application/rss+xml', 'application/atom+xml', 'application/feed+json']
  .map((type) => `link[rel~="alternate"][type="${type}"]`)
  .join(', ');

/** What a page names in its head and headers; feeds of comments are passed over. */
function readLinks(answer: Fetched): Links {
  const inHeader = (answer.headers.link ?? '')
    .split(/,(?=\s*<)/)
    .map((link) => /^\s*<([^>]*)>\s*;.*rel="?https:\/\/api\.w\.org\/"?/.exec(link)?.[1])
    .find((url) => url !== undefined);
  try {
    const document = parseHtml(answer.text);
    const absolute = (url: string | null | undefined) =>
      url && URL.canParse(url, answer.url) ? new URL(url, answer.url).href : null;
    const feeds = [...document.querySelectorAll(FEED_LINKS)].flatMap((link) => {
      const isComments = /comments?/i.test(`${link.getAttribute('title')} ${link.getAttribute('href')}`);
      const url = absolute(link.getAttribute('href'));
      return url === null || isComments ? [] : [url];
    });
    const named = document.querySelector(`link[rel="${API_RELATION}"]`)?.getAttribute('href');
    return { api: absolute(inHeader) ?? absolute(named), feeds };
  } catch (error) {
    if (error instanceof HtmlProblem) return NO_LINKS;
    throw error;
  }
}

function folderOf({ pathname }: URL): string {
  return pathname.replace(/\/*$/, '/');
}

function isHtml(answer: Fetched): boolean {
  return (HTML_TYPES as readonly string[]).includes(answer.mediaType);
}

function endpoint(kind: WebKind, addresses: readonly string[], under: string | null = null): Endpoint {
  return { kind, addresses, under };
}
