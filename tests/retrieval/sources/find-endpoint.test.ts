import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { bringIn, counts } from '../ingest/world.ts';
import { openSite, siteArticle } from './fake-site.ts';

const html = (body: string) => ({ type: 'text/html', body });

describe('finding out how a site can be read', () => {
  it.each([
    ['its WordPress interface', {}, '/', 'wordpress'],
    ['a sitemap', { wordpress: false }, '/', 'sitemap'],
    ['a feed', { wordpress: false, sitemap: false }, '/', 'feed'],
    ['the address as a feed', {}, '/feed/', 'feed'],
    ['the address as a sitemap', {}, '/post-sitemap.xml', 'sitemap'],
    ['the address as the interface', {}, '/wp-json/wp/v2/posts', 'wordpress'],
  ] as const)('takes %s', async (_, offers, address, kind) => {
    const site = await openSite();
    Object.assign(site.offers, offers);
    site.put(siteArticle(1), siteArticle(2));
    const into = await temporaryFolder();
    expect(await bringIn(site.origin + address, into)).toMatchObject({ kind, new: 2, failed: 0 });
    site.takeRequests();
    await bringIn(site.origin + address, into);
    expect(site.takeRequests()).not.toContain('/');
  });

  it('takes of a sitemap what lies under the address', async () => {
    const site = await openSite();
    site.offers.wordpress = false;
    site.put(siteArticle(1), siteArticle(2, { date: '2023-05-05T00:00:00' }));
    site.answers.set('/2023/', html('<p>All of 2023</p>'));
    expect(await bringIn(`${site.origin}/2023/`, await temporaryFolder())).toMatchObject({
      new: 1,
      skipped: 0,
    });
  });

  it('takes of a sitemap nothing whose address only begins like the one that was given', async () => {
    const site = await openSite();
    site.offers.wordpress = false;
    site.put(siteArticle(1));
    site.answers.set('/20', html('<p>All of the twenties</p>'));
    await expect(bringIn(`${site.origin}/20`, await temporaryFolder())).resolves.toMatchObject({ new: 0 });
    site.answers.set('/2020', html('<p>All of 2020</p>'));
    await expect(bringIn(`${site.origin}/2020`, await temporaryFolder())).resolves.toMatchObject({ new: 1 });
  });

  it.each([
    ['the home page, from it to a page of its own', '/', '/home', 2],
    ['a part, from it to a page within', '/2020', '/2020/start', 1],
    ['a part that has moved', '/year', '/2020/', 1],
  ])('follows a redirect of %s, and takes what was meant', async (_, from, to, articles) => {
    const site = await openSite();
    site.offers.wordpress = false;
    site.put(siteArticle(1), siteArticle(2, { date: '2023-05-05T00:00:00' }));
    site.answers.set(from, { status: 302, headers: { location: to }, body: '' });
    site.answers.set(to, html('<p>Welcome.</p>'));
    const summary = await bringIn(site.origin + from, await temporaryFolder());
    expect(counts(summary)).toEqual({ new: articles });
  });

  it.each([
    ['those of the others that are there', ['gone', 'down', 'sitemap', 'home'], ['gone.xml', 'down.xml']],
    ['the usual ones where none is', ['gone', 'home'], []],
  ])('passes over sitemaps of robots.txt that are none, and takes %s', async (_, names, missed) => {
    const site = await openSite();
    site.offers.wordpress = false;
    site.put(siteArticle(1));
    site.answers.set('/home.xml', { type: 'application/xml', body: '<html>Home</html>' });
    site.answers.set('/down.xml', { status: 503, body: 'Down.' });
    const lines = names.map((name) => `Sitemap: ${site.origin}/${name}.xml\n`);
    site.answers.set('/robots.txt', { type: 'text/plain', body: lines.join('') });
    const summary = await bringIn(site.origin, await temporaryFolder());
    expect(summary).toMatchObject({ kind: 'sitemap', new: 1 });
    // Those that may come back are asked again, and told of.
    expect(summary.problems.map(({ problem }) => /\w+\.xml/.exec(problem)?.[0])).toEqual(missed);
  });

  it('says what to do where nothing is found', async () => {
    const site = await openSite();
    Object.assign(site.offers, { wordpress: false, sitemap: false, feed: false });
    await expect(bringIn(site.origin, await temporaryFolder())).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: expect.stringMatching(
        /neither WordPress nor a sitemap nor a feed was found there\. Give the address/,
      ),
    });
  });
});
