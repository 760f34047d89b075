import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { bringIn, counts } from '../ingest/world.ts';
import { type FakeSite, openSite, siteArticle } from './fake-site.ts';

/** A site whose only sitemap is an index of one that lists its article; both are compressed files. */
async function siteWithCompressedSitemaps(type: string): Promise<FakeSite> {
  const site = await openSite();
  site.put(siteArticle(1));
  Object.assign(site.offers, { wordpress: false, sitemap: false, feed: false });
  const put = (path: string, xml: string) => site.answers.set(path, { type, body: gzipSync(xml) });
  put('/map.xml.gz', `<sitemapindex><sitemap><loc>${site.origin}/1.xml.gz</loc></sitemap></sitemapindex>`);
  put('/1.xml.gz', `<urlset><url><loc>${site.addressOf(siteArticle(1))}</loc></url></urlset>`);
  const robots = `Sitemap: ${site.origin}/map.xml.gz\n`;
  site.answers.set('/robots.txt', { type: 'text/plain', body: robots });
  return site;
}

describe('the parts of a sitemap', () => {
  it.each([
    ['post-sitemap.xml', 1],
    ['heritage-sitemap.xml', 1],
    ['vintage-sitemap2.xml', 1],
    ['stage-sitemap.xml', 1],
    ['multimedia-sitemap.xml', 1],
    ['in-the-media-sitemap.xml', 1],
    ['tags/post-sitemap.xml', 1],
    ['category-sitemap.xml', 0],
    ['post_tag-sitemap2.xml', 0],
    ['event_category-sitemap.xml', 0],
    ['tag-sitemap.xml.gz', 0],
    ['author-sitemap.xml?page=2', 0],
    ['image-sitemap-1.xml', 0],
    ['image-sitemap-index-1.xml', 0],
    ['wp-sitemap-taxonomies-category-1.xml', 0],
    ['wp-sitemap-users-1.xml', 0],
  ])('of the name %s give %i article', async (name, articles) => {
    const site = await openSite();
    site.put(siteArticle(1));
    const xml = (body: string) => ({ type: 'application/xml', body });
    const index = `<sitemapindex><sitemap><loc>${site.origin}/${name}</loc></sitemap></sitemapindex>`;
    site.answers.set('/sitemap.xml', xml(index));
    const urls = `<urlset><url><loc>${site.addressOf(siteArticle(1))}</loc></url></urlset>`;
    site.answers.set(new URL(name, site.origin).pathname, xml(urls));
    const summary = await bringIn(`${site.origin}/sitemap.xml`, await temporaryFolder());
    expect(counts(summary)).toEqual(articles === 0 ? {} : { new: articles });
  });

  it('that are there are read where the first one is not, and nothing is called gone by them', async () => {
    const site = await openSite();
    site.offers.wordpress = false;
    for (let id = 1; id <= 3; id++) site.put(siteArticle(id));
    const first = `<urlset><url><loc>${site.addressOf(siteArticle(1))}</loc></url></urlset>`;
    site.answers.set('/first.xml', { type: 'application/xml', body: first });
    const robots = `Sitemap: ${site.origin}/first.xml\nSitemap: ${site.origin}/post-sitemap.xml\n`;
    site.answers.set('/robots.txt', { type: 'text/plain', body: robots });
    const into = await temporaryFolder();
    expect(counts(await bringIn(site.origin, into))).toEqual({ new: 3 });
    site.answers.delete('/first.xml');
    site.articles.delete(1);
    const summary = await bringIn(site.origin, into);
    expect(counts(summary)).toEqual({ unchanged: 2 });
    expect(summary.problems[0]?.problem).toMatch(/first\.xml: is gone/);
  });
});

describe('sitemaps that are compressed files', () => {
  it.each([
    ['/', 'application/x-gzip'],
    ['/map.xml.gz', 'application/x-gzip'],
    ['/', 'application/octet-stream'],
    ['/map.xml.gz', 'application/octet-stream'],
  ])('are read, from the address %s, of the type %s', async (path, type) => {
    const site = await siteWithCompressedSitemaps(type);
    const summary = await bringIn(`${site.origin}${path}`, await temporaryFolder());
    expect(summary.kind).toBe('sitemap');
    expect(counts(summary)).toEqual({ new: 1 });
  });
});
