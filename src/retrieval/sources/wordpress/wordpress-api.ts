import { z } from 'zod';
import { FetchError, type Fetcher } from '../../fetching/fetcher.ts';
import { showAddress } from '../../fetching/show.ts';
import { JSON_TYPES } from '../media-types.ts';

/** What the list of posts says of each (https://developer.wordpress.org/rest-api/reference/posts/). */
const listedPost = z.object({
  id: z.int().positive(),
  link: z.string().nullish(),
  /** Local time of the site. */
  date: z.string().nullish(),
  modified_gmt: z.string().nullish(),
  categories: z.array(z.int()).catch([]),
});
export type ListedPost = z.infer<typeof listedPost>;

const rendered = z.object({ rendered: z.string(), protected: z.boolean().optional() });
const post = listedPost.extend({
  title: rendered.nullish().catch(null),
  content: rendered.nullable().catch(null),
});
export type Post = z.infer<typeof post>;

const category = z.object({ id: z.int(), name: z.string(), slug: z.string() });
export type ListedCategory = z.infer<typeof category>;

const LIST_FIELDS = 'id,link,date,modified_gmt,categories';
/** The most that the interface gives in one page. */
export const PAGE_SIZE = 100;

/** A page of a list, and what the headers say of the whole. */
interface Page<T> {
  readonly items: readonly T[];
  /** Of the whole list; null where the server does not tell. */
  readonly pages: number | null;
  readonly total: number | null;
}

/** The part of WordPress' REST interface that tells what was published. */
export class WordPressApi {
  readonly #root: string;
  readonly #fetcher: Fetcher;

  /** @param root address of the interface, such as `https://example.org/wp-json/` */
  constructor(root: string, fetcher: Fetcher) {
    this.#root = root;
    this.#fetcher = fetcher;
  }

  /** Ordered by id, so that a post that is published or changed meanwhile moves no other to another page. */
  posts(page: number, signal?: AbortSignal): Promise<Page<ListedPost>> {
    const query = { per_page: PAGE_SIZE, page, orderby: 'id', order: 'asc', _fields: LIST_FIELDS };
    return this.#get('posts', query, listedPost, signal);
  }

  categories(page: number, signal?: AbortSignal): Promise<Page<ListedCategory>> {
    return this.#get('categories', { per_page: PAGE_SIZE, page, _fields: 'id,name,slug' }, category, signal);
  }

  /** The posts of these ids that the site gives, with their text. */
  async contents(ids: readonly number[], signal?: AbortSignal): Promise<readonly Post[]> {
    const _fields = `${LIST_FIELDS},title,content`;
    const query = { include: ids.join(','), per_page: ids.length, orderby: 'id', order: 'asc', _fields };
    return (await this.#get('posts', query, post, signal)).items;
  }

  /** Whether the site gives a list of posts, the shortest that there is. */
  async answers(signal?: AbortSignal): Promise<boolean> {
    try {
      await this.#get('posts', { per_page: 1, _fields: 'id' }, listedPost, signal);
      return true;
    } catch (error) {
      if (error instanceof FetchError) return false;
      throw error;
    }
  }

  /** @throws FetchError */
  async #get<T>(
    what: string,
    query: Readonly<Record<string, string | number>>,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ): Promise<Page<T>> {
    const url = apiAddress(this.#root, `wp/v2/${what}`, query);
    const answer = await this.#fetcher.get({ url, accept: JSON_TYPES, signal });
    if (answer.kind === 'not-modified') return { items: [], pages: null, total: null };
    const list = z.array(z.unknown()).safeParse(parseJson(answer.text));
    if (!list.success) {
      const shown = showAddress(url);
      throw new FetchError('unusable', shown, `'${shown}' is no list of ${what} as WordPress gives it.`);
    }
    const items = list.data.flatMap((item) => {
      const parsed = schema.safeParse(item);
      return parsed.success ? [parsed.data] : [];
    });
    return {
      items,
      pages: count(answer.headers['x-wp-totalpages']),
      total: count(answer.headers['x-wp-total']),
    };
  }
}

/** Sites without readable addresses have the interface's path in a parameter: `/?rest_route=/wp/v2/posts`. */
export function apiAddress(
  root: string,
  path: string,
  query: Readonly<Record<string, string | number>>,
): string {
  const url = new URL(root);
  const route = url.searchParams.get('rest_route');
  if (route === null) url.pathname = `${url.pathname.replace(/\/*$/, '/')}${path}`;
  else url.searchParams.set('rest_route', `${route.replace(/\/*$/, '/')}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url.href;
}

function parseJson(text: string): unknown {
  try {
    // Plug-ins that print warnings put them before the JSON.
    return JSON.parse(text.slice(Math.max(0, text.search(/[[{]/))));
  } catch {
    return null;
  }
}

function count(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,9}$/.test(header.trim()) ? Number(header) : null;
}
