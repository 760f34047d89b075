import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../src/retrieval/sources/feed/read-feed.ts';
import { readSitemap } from '../../../src/retrieval/sources/sitemap/read-sitemap.ts';

const ADDRESS = 'https://example.org/feed/';

describe('readFeed', () => {
  it('reads Atom, with texts of every type and the address of the page', () => {
    const [item] = readFeed(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>f</id><updated>2024-01-02T00:00:00Z</updated>
       <entry><id>tag:1</id><title type="text">A &lt; B</title><link rel="self" href="x.xml"/><link href="/news/1/"/>
       <published>2024-01-01T10:00:00+01:00</published><updated>2024-01-02T00:00:00Z</updated>
       <category term="c" label="News"/><content type="html">&lt;p&gt;Whole text.&lt;/p&gt;</content></entry></feed>`,
      ADDRESS,
    );
    expect(item).toEqual({
      key: 'tag:1',
      url: 'https://example.org/news/1/',
      title: 'A &lt; B',
      content: '<p>Whole text.</p>',
      categories: ['News'],
      published: '2024-01-01T10:00:00+01:00',
      updated: '2024-01-02T00:00:00Z',
    });
  });

  it('reads a JSON feed', () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'T',
      items: [
        { id: '7', url: 'https://example.org/7', title: 'A < B', content_text: 'One.\n\nTwo & <three>.' },
      ],
    };
    expect(readFeed(JSON.stringify(feed), ADDRESS)).toMatchObject([
      { key: '7', title: 'A &lt; B', content: '<p>One.</p>\n<p>Two &amp; &lt;three>.</p>' },
    ]);
  });

  it.each([
    'A summary […]',
    '<p>A summary &hellip;</p>',
    '<p>A summary. <a href="/1">Continue reading</a></p>',
    'A summary [&#8230;]',
    '  ',
  ])('takes %j for a summary', (text) => {
    const rss = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title>
      <item><guid>1</guid><content:encoded><![CDATA[${text}]]></content:encoded></item></channel></rss>`;
    expect(readFeed(rss, ADDRESS)[0]?.content ?? null).toBeNull();
  });

  it('takes each item once, and those without id or address not at all', () => {
    const item = '<item><guid>1</guid><title>A</title></item>';
    const rss = `<rss version="2.0"><channel><title>T</title>${item}${item}<item><title>B</title></item></channel></rss>`;
    expect(readFeed(rss, ADDRESS).map(({ key }) => key)).toEqual(['1']);
  });
});

describe('readSitemap', () => {
  it('reads addresses and days, and passes over what else an entry holds', () => {
    const sitemap = readSitemap(`<?xml version="1.0"?><urlset xmlns="s" xmlns:image="i">
      <url><image:image><image:loc>https://a.eu/x.jpg</image:loc></image:image><loc> https://a.eu/?a=1&amp;b=2 </loc>
      <lastmod>2024-01-01</lastmod></url><url><loc><![CDATA[https://a.eu/2]]></loc></url><url></url></urlset>`);
    expect(sitemap).toEqual({
      kind: 'pages',
      addresses: [
        { url: 'https://a.eu/?a=1&b=2', lastModified: '2024-01-01' },
        { url: 'https://a.eu/2', lastModified: null },
      ],
    });
  });

  it('tells an index from a list of pages, and both from other texts', () => {
    const index = '<sitemapindex><sitemap><loc>https://a.eu/1.xml</loc></sitemap></sitemapindex>';
    expect(readSitemap(index)).toMatchObject({ kind: 'index', addresses: [{ url: 'https://a.eu/1.xml' }] });
    expect(readSitemap('<rss><channel></channel></rss>')).toBeNull();
  });

  it.each(['<url ', '<loc>', '<url><loc>a', '<urlset '])(
    'takes a text of nothing but %j in its stride',
    (piece) => {
      const read = readSitemap(`<urlset>${piece.repeat(200_000)}`);
      expect(read?.addresses ?? []).toEqual([]);
    },
  );
});
