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
