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

  it('will not write into the installed package', async () => {
    await expect(keep(undefined, { sources: ['https://news.example/'] })).rejects.toMatchObject({
      code: 'SETTINGS_INVALID',
      message: expect.stringContaining('ATTACHE_CORPUS'),
    });
  });
});
