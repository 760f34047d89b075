import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { escapeText } from 'entities';
import { onTestFinished } from 'vitest';

/** An article of the fake site. */
export interface SiteArticle {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly category: 'News' | 'Events & Calls' | 'News & Views';
  /** Local time of the site, `YYYY-MM-DDThh:mm:ss`. */
  readonly date: string;
  readonly modified: string;
  readonly html: string;
}

export interface Request {
  readonly path: string;
  readonly status: number;
}

type Answer = {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

const CATEGORIES = [
  { id: 3, name: 'News', slug: 'news' },
  { id: 7, name: 'Events &amp; Calls', slug: 'events' },
  { id: 9, name: 'News &amp; Views', slug: 'views' },
] as const;

/** A site with the addresses of a WordPress one: its REST interface, feeds, a sitemap in parts, and pages. */
export class FakeSite {
  readonly articles = new Map<number, SiteArticle>();
  /** Everything that was asked for, robots.txt excepted. */
  readonly requests: Request[] = [];
  /** Answers instead of the site's own, by path without query. */
  readonly answers = new Map<string, Answer | ((request: IncomingMessage) => Answer)>();
  /** What the site has besides its pages. */
  readonly offers = { wordpress: true, sitemap: true, feed: true };
  /** Whether feeds hold whole texts. */
  fullFeed = true;
  /** How many of the newest articles feeds hold. */
  feedLength = 10;
  /** What the addresses of articles end with. */
  addressEnd = '/';
  origin = '';

  put(...articles: readonly SiteArticle[]): void {
    for (const article of articles) this.articles.set(article.id, article);
  }

  /** Paths that were asked for since the last call. */
  takeRequests(): string[] {
    return this.requests.splice(0).map(({ path }) => path);
  }

  addressOf(article: SiteArticle): string {
    return `${this.origin}/${article.date.slice(0, 4)}/${article.slug}${this.addressEnd}`;
  }

  answer(request: IncomingMessage): Answer {
    const url = new URL(request.url ?? '/', this.origin);
    const own = this.answers.get(url.pathname);
    if (own) return typeof own === 'function' ? own(request) : own;
    const { wordpress, sitemap, feed } = this.offers;
    if (url.pathname === '/robots.txt') {
      return {
        type: 'text/plain',
        body: sitemap ? `User-agent: *\nSitemap: ${this.origin}/sitemap.xml\n` : '',
      };
    }
    if (wordpress && url.pathname === '/wp-json/wp/v2/posts') return this.#posts(url.searchParams);
    if (wordpress && url.pathname === '/wp-json/wp/v2/categories')
      return json(CATEGORIES, 1, CATEGORIES.length);
    if (feed && url.pathname === '/feed/') return this.#withETag(request, this.#rss(), 'application/rss+xml');
    if (sitemap && url.pathname === '/sitemap.xml')
      return { type: 'application/xml', body: this.#sitemapIndex() };
    if (sitemap && url.pathname === '/post-sitemap.xml') return { type: 'text/xml', body: this.#sitemap() };
    if (url.pathname === '/') return { type: 'text/html', body: this.#home() };
    const article = [...this.articles.values()].find((one) => url.href === this.addressOf(one));
    if (article) return this.#withETag(request, this.#page(article), 'text/html; charset=utf-8');
    return { status: 404, type: 'text/html', body: 'Not here.' };
  }

  #newestFirst(): SiteArticle[] {
    return [...this.articles.values()].toSorted((a, b) => b.date.localeCompare(a.date) || b.id - a.id);
  }

  #posts(query: URLSearchParams): Answer {
    const size = Number(query.get('per_page') ?? 10);
    const page = Number(query.get('page') ?? 1);
    const include = query.get('include')?.split(',').map(Number);
    const all = [...this.articles.values()]
      .filter(({ id }) => include?.includes(id) ?? true)
      .toSorted((a, b) => a.id - b.id);
    const fields = new Set((query.get('_fields') ?? 'id').split(','));
    const posts = all.slice((page - 1) * size, page * size).map((article) => {
      const whole = {
        id: article.id,
        link: this.addressOf(article),
        date: article.date,
        modified_gmt: article.modified,
        categories: CATEGORIES.filter(({ name }) => name === escapeText(article.category)).map(
          ({ id }) => id,
        ),
        title: { rendered: escapeText(article.title) },
        content: { rendered: article.html, protected: false },
      };
      return Object.fromEntries(Object.entries(whole).filter(([name]) => fields.has(name)));
    });
    return json(posts, Math.ceil(all.length / size), all.length);
  }

  #rss(): string {
    const items = this.#newestFirst()
      .slice(0, this.feedLength)
      .map(
        (article) => `<item><title>${escapeText(article.title)}</title><link>${this.addressOf(article)}</link>
        <guid isPermaLink="false">${this.origin}/?p=${article.id}</guid>
        <pubDate>${new Date(`${article.date}Z`).toUTCString()}</pubDate>
        <category><![CDATA[${article.category}]]></category><description>A summary […]</description>
        ${this.fullFeed ? `<content:encoded><![CDATA[${article.html}]]></content:encoded>` : ''}</item>`,
      );
    return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
      <channel><title>Site</title><link>${this.origin}</link><description>News</description>${items.join('')}</channel></rss>`;
  }

  #sitemapIndex(): string {
    const parts = ['post', 'category'].map(
      (part) => `<sitemap><loc>${this.origin}/${part}-sitemap.xml</loc></sitemap>`,
    );
    return `<?xml version="1.0"?><sitemapindex>${parts.join('')}</sitemapindex>`;
  }

  #sitemap(): string {
    const urls = [...this.articles.values()].map(
      (article) => `<url><loc>${this.addressOf(article)}</loc><lastmod>${article.modified}+00:00</lastmod>
        <image:image><image:loc>${this.origin}/a.jpg</image:loc></image:image></url>`,
    );
    return `<?xml version="1.0"?><urlset xmlns:image="i">${urls.join('')}<url><loc>${this.origin}/a.pdf</loc></url></urlset>`;
  }

  #home(): string {
    const api = this.offers.wordpress ? `<link rel="https://api.w.org/" href="${this.origin}/wp-json/">` : '';
    const feed = this.offers.feed
      ? `<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
         <link rel="alternate" type="application/rss+xml" title="News" href="/feed/">`
      : '';
    return `<!doctype html><html><head><title>Site</title>${api}${feed}</head><body><p>Welcome.</p></body></html>`;
  }

  #page(article: SiteArticle): string {
    const data = {
      '@type': 'NewsArticle',
      headline: article.title,
      datePublished: `${article.date}+01:00`,
      dateModified: `${article.modified}Z`,
      articleSection: article.category,
    };
    return `<!doctype html><html><head><title>${escapeText(article.title)} – Site</title>
      <script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script></head>
      <body><nav><a href="/">Home</a> <a href="/about">About us</a></nav>
      <main><article>${article.html}</article></main><footer>All rights reserved</footer></body></html>`;
  }

  #withETag(request: IncomingMessage, body: string, type: string): Answer {
    const etag = `"${Buffer.from(body).length}-${hash(body)}"`;
    if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: '' };
    return { type, headers: { etag }, body };
  }
}

/** A site that serves on this machine until the test is over. */
export async function openSite(): Promise<FakeSite> {
  const site = new FakeSite();
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { status = 200, type, headers, body } = site.answer(request);
    if (request.url !== '/robots.txt') site.requests.push({ path: request.url ?? '', status });
    response.writeHead(status, { ...(type !== undefined && { 'content-type': type }), ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  site.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return site;
}

/** An article with a number of its own in everything. */
export function siteArticle(id: number, changes: Partial<SiteArticle> = {}): SiteArticle {
  const day = new Date(Date.UTC(2020, 0, 1 + id)).toISOString().slice(0, 10);
  return {
    id,
    slug: `workshop-${id}`,
    title: `Workshop ${id} in Łódź & Bari`,
    category: id % 2 === 0 ? 'News' : 'Events & Calls',
    date: `${day}T10:00:00`,
    modified: `${day}T09:00:00`,
    html: `<p>Workshop number ${id} brought ${id + 20} cities together to speak about waste, water and energy.</p>
      <h2>What was agreed</h2><ul><li>Plan ${id} will be published.</li><li>R&amp;D costs *fall* to &lt;5%.</li></ul>
      <p>The next meeting of group ${id} will take place in Chongqing, with partners from Europe and Asia.</p>`,
    ...changes,
  };
}

function json(value: unknown, pages: number, total: number): Answer {
  const headers = { 'x-wp-totalpages': String(pages), 'x-wp-total': String(total) };
  return { type: 'application/json; charset=UTF-8', headers, body: JSON.stringify(value) };
}

function hash(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) % 1_000_000_007;
  return sum;
}
