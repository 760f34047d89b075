import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { type FakeSite, openSite, siteArticle } from '../sources/fake-site.ts';
import { bringIn, counts, filesOf } from './world.ts';

const FEED = { kind: 'feed' } as const;

/** A feed of the ten newest of so many articles, all of which were brought in. */
async function feedWith(articles: number) {
  const site = await openSite();
  site.feedLength = articles;
  for (let id = 1; id <= articles; id++) site.put(siteArticle(id));
  const into = await temporaryFolder();
  await bringIn(site.origin, into, FEED);
  site.feedLength = 10;
  site.takeRequests();
  return { site, into };
}

const pageOf = (site: FakeSite, id: number) => new URL(site.addressOf(siteArticle(id))).pathname;

describe('an article that a feed does not list any more', () => {
  it('is taken out where its page is gone', async () => {
    const { site, into } = await feedWith(12);
    site.articles.delete(7);
    expect(counts(await bringIn(site.origin, into, FEED))).toEqual({ unchanged: 10, gone: 1 });
    expect(site.takeRequests()).toEqual(['/feed/', pageOf(site, 7)]);
    expect(Object.keys(await filesOf(into))).not.toContain('workshop-7.md');
  });

  it('is not asked for where it is as old as the oldest that is listed', async () => {
    const { site, into } = await feedWith(12);
    expect(counts(await bringIn(site.origin, into, FEED))).toEqual({ unchanged: 10 });
    expect(site.takeRequests()).toEqual(['/feed/']);
  });

  it.each([
    { status: 200, type: 'text/html', body: '<p>Here.</p>' },
    { status: 403, body: 'Not for you.' },
  ])('stays where its page answers $status', async (page) => {
    const { site, into } = await feedWith(12);
    site.articles.delete(7);
    site.answers.set(pageOf(site, 7), page);
    expect(counts(await bringIn(site.origin, into, FEED))).toEqual({ unchanged: 10 });
    expect(Object.keys(await filesOf(into))).toContain('workshop-7.md');
  });

  it('stays where its page does not answer, and is asked for again by the next run', async () => {
    const { site, into } = await feedWith(12);
    site.articles.delete(7);
    site.articles.delete(8);
    for (const id of [7, 8]) site.answers.set(pageOf(site, id), { status: 503, body: 'Down.' });
    const summary = await bringIn(site.origin, into, FEED);
    expect(counts(summary)).toEqual({ unchanged: 10, failed: 1 });
    expect(summary.problems).toEqual([
      { where: site.addressOf(siteArticle(8)), problem: expect.stringContaining('503') },
    ]);
    expect(site.takeRequests()).toEqual(['/feed/', pageOf(site, 8)]);
    site.answers.clear();
    expect(counts(await bringIn(site.origin, into, FEED))).toEqual({ unchanged: 10, gone: 2 });
  });

  it('is asked for only as one of the newest twenty, so that no site is read whole for one old article on its feed', async () => {
    const { site, into } = await feedWith(40);
    site.answers.set('/feed/', {
      type: 'application/feed+json',
      body: JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Site',
        items: [
          {
            id: `${site.origin}/?p=1`,
            url: site.addressOf(siteArticle(1)),
            content_text: 'A text of one old article, which stands first for ever.',
            date_published: '2020-01-02T10:00:00Z',
          },
        ],
      }),
    });
    await bringIn(site.origin, into, FEED);
    const newest = Array.from({ length: 20 }, (_, i) => pageOf(site, 40 - i));
    expect(site.takeRequests()).toEqual(['/feed/', ...newest]);
  });
});
