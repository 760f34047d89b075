import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AddressOwners } from '../../../src/retrieval/ingest/address-owners.ts';
import { parseState } from '../../../src/retrieval/ingest/state.ts';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { type FakeSite, openSite, type SiteArticle, siteArticle } from '../sources/fake-site.ts';
import { bringIn, counts, filesOf } from './world.ts';

/** A site of three articles that were brought in. */
async function siteOfThree(kind: 'wordpress' | 'sitemap') {
  const site = await openSite();
  const into = await temporaryFolder();
  site.put(siteArticle(1), siteArticle(2), siteArticle(3));
  await bringIn(site.origin, into, { kind });
  return { site, into };
}

/** Deletes the first article and posts it again under its address. */
function postAgain(site: FakeSite): SiteArticle {
  const again = siteArticle(4, { slug: 'workshop-1', html: '<p>Posted again, with the right day.</p>' });
  site.articles.delete(1);
  site.put(again);
  return again;
}

describe('an article that was posted again under its address', () => {
  it('is the same one, in the same file', async () => {
    const { site, into } = await siteOfThree('wordpress');
    postAgain(site);
    expect(counts(await bringIn(site.origin, into))).toEqual({ changed: 1, unchanged: 2 });
    expect(counts(await bringIn(site.origin, into))).toEqual({ unchanged: 3 });
    const files = await filesOf(into);
    expect(Object.keys(files)).toEqual(['workshop-1.md', 'workshop-2.md', 'workshop-3.md']);
    expect(files['workshop-1.md']).toContain('\nkey: 4\n---\n\nPosted again, with the right day.\n');
  });

  it('leaves a file as it is that was edited by hand', async () => {
    const { site, into } = await siteOfThree('wordpress');
    const file = path.join(into, 'workshop-1.md');
    await writeFile(file, `${await readFile(file, 'utf8')}\nA note of ours.\n`);
    postAgain(site);
    expect(counts(await bringIn(site.origin, into))).toEqual({ kept: 1, unchanged: 2 });
    expect(Object.keys(await filesOf(into))).toHaveLength(3);
    expect(await readFile(file, 'utf8')).toContain('A note of ours.');
  });

  it('is brought in later where the list does not tell at first that the other one is gone', async () => {
    const { site, into } = await siteOfThree('wordpress');
    const again = postAgain(site);
    const list = [siteArticle(2), siteArticle(3), again].map(({ id, modified }) => ({
      id,
      modified_gmt: modified,
    }));
    site.answers.set('/wp-json/wp/v2/posts', (request) => {
      if (request.url?.includes('include')) {
        const post = { ...list.at(-1), link: site.addressOf(again), content: { rendered: again.html } };
        return { type: 'application/json', body: JSON.stringify([post]) };
      }
      const headers = { 'x-wp-total': '4', 'x-wp-totalpages': '1' };
      return { type: 'application/json', headers, body: JSON.stringify(list) };
    });
    expect(counts(await bringIn(site.origin, into))).toEqual({ unchanged: 2, skipped: 1 });
    site.answers.clear();
    expect(counts(await bringIn(site.origin, into))).toEqual({ changed: 1, unchanged: 2 });
    expect((await filesOf(into))['workshop-1.md']).toContain('Posted again');
  });
});

it('a site that writes all its addresses otherwise keeps its articles, each in its file', async () => {
  const { site, into } = await siteOfThree('sitemap');
  site.addressEnd = '';
  expect(counts(await bringIn(site.origin, into))).toEqual({ changed: 3 });
  expect(counts(await bringIn(site.origin, into))).toEqual({ unchanged: 3 });
  const files = await filesOf(into);
  expect(Object.keys(files)).toEqual(['workshop-1.md', 'workshop-2.md', 'workshop-3.md']);
  expect(files['workshop-1.md']).toContain(`\nurl: ${site.origin}/2020/workshop-1\n`);
});

it('an article that two sources have is brought in from the second once the first has it no more', async () => {
  const { site, into } = await siteOfThree('wordpress');
  const feed = `${site.origin}/feed/`;
  expect(counts(await bringIn(feed, into))).toEqual({ skipped: 3 });
  site.answers.set('/wp-json/wp/v2/posts', {
    type: 'application/json',
    body: JSON.stringify([2, 3].map((id) => ({ id, modified_gmt: siteArticle(id).modified }))),
  });
  expect(counts(await bringIn(site.origin, into))).toEqual({ unchanged: 2, gone: 1 });
  expect(counts(await bringIn(feed, into))).toEqual({ new: 1, skipped: 2 });
});

it('addresses are told apart in linear time, whatever they consist of', () => {
  const owners = new AddressOwners('https://a.eu/', parseState(null, 'ingest.json'));
  const slashes = '/'.repeat(1_000_000);
  owners.take(`https://a.eu/1${slashes}`, '1');
  expect(owners.isTaken('http://www.a.eu/1', '2')).toBe(true);
  expect(owners.isTaken(`https://a.eu/1${slashes}2`, '2')).toBe(false);
});
