import { decodeXML } from 'entities';

/** An address of a sitemap (https://www.sitemaps.org/protocol.html). */
export interface SitemapAddress {
  readonly url: string;
  /** As written: a day or an instant. */
  readonly lastModified: string | null;
}

/** `index`: the addresses are those of sitemaps. */
export interface Sitemap {
  readonly kind: 'index' | 'pages';
  readonly addresses: readonly SitemapAddress[];
}

const TAG = /<(\/?)(urlset|sitemapindex|url|sitemap|loc|lastmod)(?:\s[^<>]*)?>/gi;

/**
 * Reads the tags that matter and passes over all others, images and translations among them. No XML parser is
 * needed for that, and so there are no entities to expand and no nesting to follow.
 *
 * @returns null where the text is no sitemap
 */
export function readSitemap(text: string): Sitemap | null {
  let kind: Sitemap['kind'] | null = null;
  const addresses: SitemapAddress[] = [];
  let url: string | null = null;
  let lastModified: string | null = null;
  let from = 0;
  for (const tag of text.matchAll(TAG)) {
    const closing = tag[1] === '/';
    switch (tag[2]?.toLowerCase()) {
      case 'urlset':
        if (!closing) kind ??= 'pages';
        break;
      case 'sitemapindex':
        if (!closing) kind ??= 'index';
        break;
      case 'loc':
        if (closing) url ??= content(text.slice(from, tag.index));
        break;
      case 'lastmod':
        if (closing) lastModified ??= content(text.slice(from, tag.index));
        break;
      default:
        if (closing && url) addresses.push({ url, lastModified: lastModified || null });
        url = null;
        lastModified = null;
    }
    from = tag.index + tag[0].length;
  }
  return kind === null ? null : { kind, addresses };
}

function content(xml: string): string {
  const data = /^\s*<!\[CDATA\[([^\]]*)\]\]>\s*$/.exec(xml);
  return (data?.[1] ?? decodeXML(xml)).trim();
}
