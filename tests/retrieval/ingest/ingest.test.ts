import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFolder } from '../../../src/retrieval/corpus/load-folder.ts';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { openSite, siteArticle } from '../sources/fake-site.ts';
import { bringIn, counts, filesOf } from './world.ts';

describe('bringing in a WordPress site of 500 articles', () => {
  it('reads the second time only what was changed or added, and takes out what was deleted', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    for (let id = 1; id <= 500; id++) site.put(siteArticle(id));
    expect(counts(await bringIn(site.origin, into))).toEqual({ new: 500 });
    const before = await loadFolder(into);
    expect(before.problems).toEqual([]);
    expect(before.articles).toHaveLength(500);

    site.takeRequests();
    site.put(
      siteArticle(42, { modified: '2024-06-01T08:00:00', html: '<p>Corrected.</p>' }),
      siteArticle(501),
    );
    site.articles.delete(77);
    expect(counts(await bringIn(site.origin, into))).toEqual({ new: 1, changed: 1, unchanged: 498, gone: 1 });
    const requests = site.takeRequests();
    expect(requests.filter((request) => request.includes('content'))).toEqual([
      expect.stringContaining('include=42%2C501&'),
    ]);
    // One page of categories, five of the list, one of texts.
    expect(requests).toHaveLength(7);

    const after = await loadFolder(into);
    const changed = after.articles.filter(
      (article) =>
        JSON.stringify(article) !== JSON.stringify(before.articles.find(({ id }) => id === article.id)),
    );
    expect(changed.map(({ id }) => id).sort()).toEqual(['workshop-42', 'workshop-501']);
    expect(after.articles.some(({ id }) => id === 'workshop-77')).toBe(false);
    expect(await readFile(path.join(into, '.attache/gone/workshop-77.md'), 'utf8')).toContain('number 77');
  });

  it('asks for lists alone where nothing changed, and writes nothing', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1), siteArticle(2));
    await bringIn(site.origin, into);
    const state = await readFile(path.join(into, '.attache/ingest.json'), 'utf8');
    site.takeRequests();
    expect(counts(await bringIn(site.origin, into))).toEqual({ unchanged: 2 });
    expect(site.takeRequests().filter((request) => request.includes('content'))).toEqual([]);
    expect(await readFile(path.join(into, '.attache/ingest.json'), 'utf8')).toBe(state);
  });
});

describe('what is written', () => {
  it('is the article in the corpus format, with where it comes from', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(8));
    await bringIn(site.origin, into);
    expect(await filesOf(into)).toEqual({
      'workshop-8.md': `---
id: workshop-8
title: "Workshop 8 in Łódź & Bari"
category: News
url: ${site.origin}/2020/workshop-8/
published: 2020-01-09
modified: "2020-01-09T09:00:00Z"
source: ${site.origin}/
key: "8"
---

Workshop number 8 brought 28 cities together to speak about waste, water and energy.

## What was agreed

- Plan 8 will be published.
- R&D costs \\*fall\\* to \\<5%.

The next meeting of group 8 will take place in Chongqing, with partners from Europe and Asia.
`.replace('key: "8"', 'key: 8'),
    });
    const { articles } = await loadFolder(into);
    expect(articles[0]?.body).toContain('R&D costs *fall* to <5%.');
  });

  it('has names that are safe everywhere, and tells articles of one name apart', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(
      siteArticle(1, { slug: 'con', title: 'Con' }),
      siteArticle(2, { slug: '%2e%2e%2f%2e%2e%2fetc%2fpasswd' }),
      siteArticle(3, { slug: 'a'.repeat(300) }),
      siteArticle(4, { slug: '%E5%8C%97%E4%BA%AC' }),
      siteArticle(5, { slug: 'forum', date: '2021-01-01T00:00:00' }),
      siteArticle(6, { slug: 'FORUM', date: '2022-01-01T00:00:00' }),
      siteArticle(7, { slug: 'readme' }),
    );
    expect(counts(await bringIn(site.origin, into))).toEqual({ new: 7 });
    const names = Object.keys(await filesOf(into));
    expect(names.map((name) => name.replace(/-[0-9a-f]{8}\.md$/, '-#.md')).sort()).toEqual(
      [
        'article-con.md',
        'article-readme.md',
        'etc-passwd.md',
        'forum-#.md',
        'forum.md',
        `${'a'.repeat(120)}.md`,
        '北京.md',
      ].sort(),
    );
    expect((await loadFolder(into)).articles).toHaveLength(7);
    expect(counts(await bringIn(site.origin, into))).toEqual({ unchanged: 7 });
  });

  it('is nothing in a dry run, which tells the same numbers', async () => {
    const site = await openSite();
    const into = path.join(await temporaryFolder(), 'articles');
    site.put(siteArticle(1), siteArticle(2));
    expect(counts(await bringIn(site.origin, into, { dryRun: true }))).toEqual({ new: 2 });
    await expect(filesOf(into)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a choice of articles', () => {
  it.each(['Events & Calls', 'events', 'EVENTS & calls'])(
    'takes those of the category %j',
    async (category) => {
      const site = await openSite();
      const into = await temporaryFolder();
      site.put(siteArticle(1), siteArticle(2), siteArticle(3));
      expect(counts(await bringIn(site.origin, into, { category }))).toEqual({ new: 2, skipped: 1 });
      expect(counts(await bringIn(site.origin, into))).toEqual({ unchanged: 2, skipped: 1 });
      expect(counts(await bringIn(site.origin, into, { all: true }))).toEqual({ new: 1, unchanged: 2 });
    },
  );

  it('names the categories where there is none of that name', async () => {
    const site = await openSite();
    site.put(siteArticle(1));
    await expect(bringIn(site.origin, await temporaryFolder(), { category: 'Neus' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('News (news), Events & Calls (events)'),
    });
  });

  it.each(['wordpress', 'sitemap', 'feed'] as const)(
    'leaves out what a %s published before a day',
    async (kind) => {
      const site = await openSite();
      const into = await temporaryFolder();
      site.put(siteArticle(1), siteArticle(30), siteArticle(60));
      expect(counts(await bringIn(site.origin, into, { kind, since: '2020-01-31' }))).toEqual({
        new: 2,
        skipped: 1,
      });
      site.takeRequests();
      expect(counts(await bringIn(site.origin, into, { kind, since: '2020-01-31' }))).toMatchObject({
        unchanged: 2,
      });
      expect(site.takeRequests().filter((request) => request.includes('workshop'))).toEqual([]);
    },
  );
});

describe('several sources in one folder', () => {
  it('give each article once', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1), siteArticle(2));
    await bringIn(site.origin, into);
    expect(counts(await bringIn(`${site.origin}/feed/`, into))).toEqual({ skipped: 2 });
    expect(Object.keys(await filesOf(into))).toHaveLength(2);
  });

  it('are not read as another kind than before', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1));
    await bringIn(site.origin, into);
    await expect(bringIn(site.origin, into, { kind: 'feed' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});
