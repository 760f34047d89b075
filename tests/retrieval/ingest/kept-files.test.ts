import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { openSite, siteArticle } from '../sources/fake-site.ts';
import { bringIn, counts, filesOf } from './world.ts';

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
