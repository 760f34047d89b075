import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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

describe('a file that was edited by hand', () => {
  it('stays when its article changes or goes, and is told', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1), siteArticle(2), siteArticle(3));
    await bringIn(site.origin, into);
    const file = path.join(into, 'workshop-1.md');
    await writeFile(file, `${await readFile(file, 'utf8')}\nA note of ours.\n`);
    expect(counts(await bringIn(site.origin, into))).toEqual({ unchanged: 3 });

    site.put(siteArticle(1, { modified: '2024-01-01T00:00:00', html: '<p>New.</p>' }));
    const second = await bringIn(site.origin, into);
    expect(counts(second)).toEqual({ unchanged: 2, kept: 1 });
    expect(second.problems).toEqual([
      { where: 'workshop-1.md', problem: expect.stringMatching(/^It was edited by hand and stays/) },
    ]);
    site.articles.delete(1);
    expect(counts(await bringIn(site.origin, into))).toEqual({ unchanged: 2, kept: 1 });
    expect(await readFile(file, 'utf8')).toContain('A note of ours.');
  });

  it('comes anew from the source once it is deleted', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1), siteArticle(2));
    await bringIn(site.origin, into);
    const first = await filesOf(into);
    await rm(path.join(into, 'workshop-1.md'));
    expect(counts(await bringIn(site.origin, into))).toEqual({ new: 1, unchanged: 1 });
    expect(await filesOf(into)).toEqual(first);
  });
});

describe('articles that are gone', () => {
  it('stay where they are more than half of all, until that is said to be right', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    for (let id = 1; id <= 5; id++) site.put(siteArticle(id));
    await bringIn(site.origin, into);
    for (let id = 1; id <= 3; id++) site.articles.delete(id);
    const refused = await bringIn(site.origin, into);
    expect(counts(refused)).toEqual({ unchanged: 2 });
    expect(refused.problems[0]?.problem).toMatch(/^3 of 5 articles are gone.*--allow-many-gone/);
    expect(Object.keys(await filesOf(into))).toHaveLength(5);
    expect(counts(await bringIn(site.origin, into, { allowManyGone: true }))).toEqual({
      unchanged: 2,
      gone: 3,
    });
    expect(Object.keys(await filesOf(into))).toHaveLength(2);
  });

  it('stay where the list changed while it was read', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    for (let id = 1; id <= 5; id++) site.put(siteArticle(id));
    await bringIn(site.origin, into);
    site.answers.set('/wp-json/wp/v2/posts', {
      type: 'application/json',
      headers: { 'x-wp-total': '5', 'x-wp-totalpages': '1' },
      body: JSON.stringify([1, 2, 3, 4].map((id) => ({ id, modified_gmt: siteArticle(id).modified }))),
    });
    const summary = await bringIn(site.origin, into);
    expect(counts(summary)).toEqual({ unchanged: 4 });
    expect(summary.problems[0]?.problem).toBe('The list of posts changed while it was read.');
  });

  it('stay where they fell off a feed', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    for (let id = 1; id <= 10; id++) site.put(siteArticle(id));
    await bringIn(site.origin, into, { kind: 'feed' });
    for (let id = 11; id <= 18; id++) site.put(siteArticle(id));
    expect(counts(await bringIn(site.origin, into, { kind: 'feed' }))).toEqual({ new: 8, unchanged: 2 });
    expect(Object.keys(await filesOf(into))).toHaveLength(18);
  });
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

describe('a folder without its state', () => {
  it('is recognised by the front matter, and the files are not doubled', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1), siteArticle(2));
    await bringIn(site.origin, into);
    const first = await filesOf(into);
    await rm(path.join(into, '.attache'), { recursive: true });
    await writeFile(path.join(into, 'workshop-2.md'), `${first['workshop-2.md']}\nOurs.\n`);
    expect(counts(await bringIn(site.origin, into))).toEqual({ changed: 1, unchanged: 1 });
    expect(await filesOf(into)).toEqual(first);
    expect(await readFile(path.join(into, '.attache/replaced/workshop-2.md'), 'utf8')).toContain('Ours.');
  });

  it('keeps files of others under the same name', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1));
    await writeFile(path.join(into, 'Workshop-1.md'), 'Our own text.');
    expect(counts(await bringIn(site.origin, into))).toEqual({ new: 1 });
    expect(Object.keys(await filesOf(into))).toEqual([
      'Workshop-1.md',
      expect.stringMatching(/^workshop-1-[0-9a-f]{8}\.md$/),
    ]);
  });

  it('says what to do where the state is damaged', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    await mkdir(path.join(into, '.attache'));
    await writeFile(path.join(into, '.attache/ingest.json'), '{"version": 1, "sou');
    await expect(bringIn(site.origin, into)).rejects.toMatchObject({
      code: 'INGEST_FAILED',
      message: expect.stringMatching(/ingest\.json' is damaged.*Put it aside/),
    });
  });
});

describe('a run that is stopped', () => {
  it('before there is anything to tell says so', async () => {
    const site = await openSite();
    const run = bringIn(site.origin, await temporaryFolder(), { signal: AbortSignal.abort() });
    await expect(run).rejects.toMatchObject({
      code: 'ABORTED',
      message: expect.stringContaining('Run again'),
    });
  });

  it('keeps what it read, and the next one goes on', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    for (let id = 1; id <= 6; id++) site.put(siteArticle(id));
    const stop = new AbortController();
    const stopped = await bringIn(site.origin, into, {
      kind: 'sitemap',
      signal: stop.signal,
      onProgress: ({ stage, done }) => stage === 'reading' && done === 2 && stop.abort(),
    });
    expect(stopped.ended).toBe('stopped');
    expect(counts(stopped)).toEqual({ new: 2 });
    site.takeRequests();
    expect(counts(await bringIn(site.origin, into, { kind: 'sitemap' }))).toEqual({ new: 4, unchanged: 2 });
    expect(site.takeRequests().filter((request) => request.includes('workshop'))).toHaveLength(4);
  });

  it('ends by itself where the site stops answering', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    for (let id = 1; id <= 20; id++) site.put(siteArticle(id));
    for (let id = 4; id <= 20; id++) {
      site.answers.set(new URL(site.addressOf(siteArticle(id))).pathname, { status: 503, body: 'Down.' });
    }
    const summary = await bringIn(site.origin, into, { kind: 'sitemap' });
    expect(counts(summary)).toEqual({ new: 3, failed: 5 });
    expect(summary.ended).toBe('stopped');
    expect(summary.problems.at(-1)?.problem).toMatch(/^It stopped answering; 12 articles were not read/);
  });
});

describe('a source that cannot be used', () => {
  it.each([
    ['file:///etc', /only http/],
    ['ftp://example.org/', /only http/],
    ['/no/such/folder', /neither a folder nor a web address/],
    ['http://169.254.169.254/latest/', /169\.254\.169\.254/],
    ['https://anna:s3cret@example.org:99999/', /^'https:\/\/example\.org:99999\/' is no valid address/],
  ])('%s gives one clear line', async (source, line) => {
    const into = await temporaryFolder();
    const failure = await bringIn(source, into).catch((error: Error) => error);
    expect(failure).toMatchObject({ name: 'AttacheError', message: expect.stringMatching(line) });
    expect((failure as Error).message).not.toContain('\n');
  });

  it.each([
    ['that is gone', { status: 404, body: '' }],
    ['that declares entities', { type: 'application/rss+xml', body: '<!ENTITY x><rss/>' }],
    ['that does not answer', { status: 503, body: '' }],
  ])('is a feed %s, and no message shows the key in its address', async (_, answer) => {
    const site = await openSite();
    const into = await temporaryFolder();
    Object.assign(site.offers, { wordpress: false, sitemap: false });
    site.put(siteArticle(1));
    const feed = `${site.origin}/feed/?key=s3cret`;
    site.answers.set('/feed/', answer);
    await expect(bringIn(feed, into)).rejects.toThrow(/\/feed\/\?key=…/);
    site.answers.clear();
    await bringIn(feed, into);
    site.answers.set('/feed/', answer);
    const failure = await bringIn(feed, into).catch((error: Error) => error);
    expect((failure as Error).message).not.toContain('s3cret');
    await expect(bringIn(feed, into, { kind: 'sitemap' })).rejects.toThrow(/\/feed\/\?key=…/);
    const { runs } = JSON.parse(await readFile(path.join(into, '.attache/runs.json'), 'utf8'));
    expect(runs[feed].problems).toMatchObject([{ where: `${site.origin}/feed/?key=…` }]);
    expect(JSON.stringify(runs[feed])).not.toContain('s3cret');
  });

  it('is one that stops answering, and no problem shows the key in its address', async () => {
    const site = await openSite();
    site.fullFeed = false;
    for (let id = 1; id <= 10; id++) site.put(siteArticle(id));
    for (const article of site.articles.values()) {
      site.answers.set(new URL(site.addressOf(article)).pathname, { status: 503, body: 'Down.' });
    }
    const { problems } = await bringIn(`${site.origin}/feed/?key=s3cret`, await temporaryFolder());
    expect(problems.at(-1)).toMatchObject({ where: `${site.origin}/feed/?key=…` });
  });

  it('is a folder that lies in the one that it should go into', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'inner'));
    await expect(bringIn(path.join(folder, 'inner'), folder)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    await expect(bringIn(folder, path.join(folder, 'inner'))).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('is one that another run is reading into the same folder', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1));
    const [one, other] = await Promise.allSettled([bringIn(site.origin, into), bringIn(site.origin, into)]);
    const failed = [one, other].filter((run) => run.status === 'rejected');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.reason).toMatchObject({
      message: expect.stringMatching(/^Another run is writing into/),
    });
    expect(counts(await bringIn(site.origin, into))).toEqual({ unchanged: 1 });
  });
});
