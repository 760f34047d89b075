import { type AnyFeed, parseFeed } from 'feedsmith';

/** An item of a feed, of whatever format. Texts are HTML but where told otherwise. */
export interface FeedItem {
  /** The id that the feed gives it, or its address. */
  readonly key: string;
  readonly url: string | null;
  readonly title: string | null;
  /** The whole text, or null where the feed holds a summary only. */
  readonly content: string | null;
  readonly categories: readonly string[];
  readonly published: string | null;
  readonly updated: string | null;
}

/** A text that cannot be read as a feed; the message is one line. */
export class FeedProblem extends Error {
  override readonly name = 'FeedProblem';
}

/**
 * Reads an RSS, Atom, RDF or JSON feed.
 *
 * @param address of the feed, for the relative addresses in it
 * @throws FeedProblem
 */
export function readFeed(text: string, address: string): FeedItem[] {
  // No feed needs entities of its own, which can make a small file huge.
  if (/<!ENTITY/i.test(text)) throw new FeedProblem('It declares XML entities, which no feed needs.');
  let parsed: AnyFeed;
  try {
    parsed = parseFeed(text);
  } catch {
    throw new FeedProblem('It is no RSS, Atom or JSON feed that can be read.');
  }
  const items = new Map<string, FeedItem>();
  for (const item of itemsOf(parsed)) {
    const url = absolute(item.url, address);
    const key = item.key || (url ?? '');
    if (key !== '' && !items.has(key)) items.set(key, { ...item, key, url });
  }
  return [...items.values()];
}

function itemsOf(parsed: AnyFeed): FeedItem[] {
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map((item) => ({
        key: item.guid?.value?.trim() ?? '',
        url: item.link ?? (item.guid?.isPermaLink === false ? null : (item.guid?.value ?? null)),
        title: item.title ?? null,
        content: wholeText(item.content?.encoded),
        categories: textsOf(item.categories?.map(({ name }) => name)),
        published: item.pubDate ?? item.dc?.dates?.[0] ?? null,
        updated: item.atom?.updated ?? item.dcterms?.modified?.[0] ?? null,
      }));
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => ({
        key: entry.id?.trim() ?? '',
        url:
          (entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0])
            ?.href ?? null,
        title: asHtml(entry.title),
        content: entry.content?.src === undefined ? wholeText(asHtml(entry.content)) : null,
        categories: textsOf(entry.categories?.map(({ label, term }) => label ?? term)),
        published: entry.published ?? entry.updated ?? null,
        updated: entry.updated ?? null,
      }));
    case 'rdf':
      return (parsed.feed.items ?? []).map((item) => ({
        key: item.rdf?.about ?? '',
        url: item.link ?? null,
        title: item.title ?? null,
        content: wholeText(item.content?.encoded),
        categories: [],
        published: item.dc?.dates?.[0] ?? null,
        updated: null,
      }));
    case 'json':
      return (parsed.feed.items ?? []).map((item) => ({
        key: item.id === undefined ? '' : String(item.id),
        url: item.url ?? item.external_url ?? null,
        title: item.title === undefined ? null : plainAsHtml(item.title),
        content: wholeText(
          item.content_html ?? (item.content_text === undefined ? undefined : paragraphs(item.content_text)),
        ),
        categories: textsOf(item.tags),
        published: item.date_published ?? null,
        updated: item.date_modified ?? null,
      }));
  }
}

/** How shortened texts end: 'Read more', '[…]', '[&hellip;]'. */
const SHORTENED =
  /(?:\[(?:…|\.\.\.|&hellip;|&#8230;)\]|(?:…|&hellip;|&#8230;)|(?:read more|learn more|continue reading)[^<]{0,80})\s*(?:<\/[a-z]+>\s*)*$/i;

/** Null where the text says of itself that it is shortened, or is empty. */
function wholeText(html: string | null | undefined): string | null {
  return html && html.trim() !== '' && !SHORTENED.test(html.slice(-400)) ? html : null;
}

function asHtml(text: { readonly value?: string; readonly type?: string } | undefined): string | null {
  if (text?.value === undefined) return null;
  return text.type === 'html' || text.type === 'xhtml' ? text.value : plainAsHtml(text.value);
}

function plainAsHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function paragraphs(text: string): string {
  return plainAsHtml(text)
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n');
}

function textsOf(texts: readonly (string | undefined)[] | undefined): string[] {
  return (texts ?? []).filter((text): text is string => text !== undefined && text.trim() !== '');
}

function absolute(url: string | null, base: string): string | null {
  return url !== null && URL.canParse(url.trim(), base) ? new URL(url.trim(), base).href : null;
}
