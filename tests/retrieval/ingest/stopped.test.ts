import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { openSite, siteArticle } from '../sources/fake-site.ts';
import { bringIn, counts } from './world.ts';

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
