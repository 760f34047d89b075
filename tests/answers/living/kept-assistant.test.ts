import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { KeeperEvent } from '../../../src/answers/living/corpus-keeper.ts';
import { type KeepingOptions, openKept } from '../../../src/answers/living/open-kept.ts';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { until } from '../../bots/until.ts';
import { LOCAL } from '../../retrieval/ingest/world.ts';
import { openSite, siteArticle } from '../../retrieval/sources/fake-site.ts';

const QUESTION = 'how many bicycles does the municipal store of Jesenice lend?';
const html = (bicycles: number) =>
  `<p>The municipal store of Jesenice lends ${bicycles} bicycles. They are free for two hours.</p>`;

async function keep(corpus: string | undefined, options: Partial<KeepingOptions>) {
  const events: KeeperEvent[] = [];
  const assistant = await openKept(
    { reader: 'off', ...(corpus !== undefined && { corpus }) },
    { sources: [], everyMs: 5, fetcherOptions: LOCAL, onEvent: (event) => events.push(event), ...options },
  );
  onTestFinished(() => assistant.close());
  const quote = async () => {
    const answer = await assistant.ask(QUESTION);
    return answer.status === 'answered' ? answer.citations.map((citation) => citation.quote).join() : '';
  };
  return { assistant, events, quote };
}

/** A site that articles cannot be brought in from. */
async function openUnreadable() {
  const site = await openSite();
  Object.assign(site.offers, { wordpress: false, sitemap: false, feed: false });
  return site;
}

describe('a kept assistant', () => {
  it('brings its sources in before it answers, and follows what they publish, change and delete', async () => {
    const site = await openSite();
    site.put(siteArticle(1), siteArticle(2));
    const { events, quote } = await keep(path.join(await temporaryFolder(), 'articles'), {
      sources: [site.origin],
    });
    expect(events[0]).toMatchObject({ kind: 'ingested', summary: { new: 2 } });

    site.put(siteArticle(3, { title: 'Bicycles in Jesenice', html: html(140) }));
    await until('the new article', async () => (await quote()).includes('140 bicycles'));
    site.put(
      siteArticle(3, { title: 'Bicycles in Jesenice', html: html(155), modified: '2024-07-01T08:00:00' }),
    );
    await until('the changed article', async () => (await quote()).includes('155 bicycles'));
    site.articles.delete(3);
    await until('the deleted article', async () => !(await quote()).includes('bicycles'));
  });

  it('reads its sources once when it starts, and not again at once', async () => {
    const site = await openSite();
    site.put(siteArticle(1));
    const corpus = path.join(await temporaryFolder(), 'articles');
    const { assistant, events } = await keep(corpus, { sources: [site.origin], everyMs: 3_600_000 });
    await writeFile(path.join(corpus, 'bicycles.html'), html(140));
    await until('the reload', () => events.some(({ kind }) => kind === 'reloaded'));
    await assistant.close();
    expect(events.map(({ kind }) => kind)).toEqual(['ingested', 'reloaded']);
  });

  it('starts from the sources that can be had, and tells of the one that cannot', async () => {
    const site = await openSite();
    site.put(siteArticle(3, { title: 'Bicycles in Jesenice', html: html(140) }));
    const broken = await openUnreadable();
    const { events, quote } = await keep(path.join(await temporaryFolder(), 'articles'), {
      sources: [broken.origin, site.origin],
      everyMs: 0,
    });
    expect(events).toMatchObject([
      { kind: 'ingest failed', source: broken.origin, error: { code: 'SOURCE_UNAVAILABLE' } },
      { kind: 'ingested', summary: { new: 1 } },
    ]);
    expect(await quote()).toContain('140 bicycles');
  });

  it('says why it has nothing to start from where no source can be had', async () => {
    const broken = await openUnreadable();
    const corpus = path.join(await temporaryFolder(), 'articles');
    await expect(keep(corpus, { sources: [broken.origin] })).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: expect.stringContaining(broken.origin),
    });
  });

  it('will not write into the installed package', async () => {
    await expect(keep(undefined, { sources: ['https://news.example/'] })).rejects.toMatchObject({
      code: 'SETTINGS_INVALID',
      message: expect.stringContaining('ATTACHE_CORPUS'),
    });
  });
});
