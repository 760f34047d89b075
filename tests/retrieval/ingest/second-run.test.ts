import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFolder } from '../../../src/retrieval/corpus/load-folder.ts';
import { ParsedFiles } from '../../../src/retrieval/corpus/parsed-files.ts';
import { Retriever } from '../../../src/retrieval/retriever.ts';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { CountingEmbedder } from '../counting-embedder.ts';
import { openSite, siteArticle } from '../sources/fake-site.ts';
import { bringIn, counts } from './world.ts';

/** Indexes a corpus folder as a start does, and tells what had to be embedded for it. */
async function index(into: string, cacheDir: string) {
  const embedder = new CountingEmbedder();
  const corpus = await loadFolder(into, await ParsedFiles.open(cacheDir, into));
  const retriever = await Retriever.build(corpus, { embedder, cacheDir });
  return { retriever, corpus, embedded: embedder.embedded };
}

const CORRECTED = `<p>Workshop number 42 was held in Narva, with 99 guests, and not in Bari as was said before.</p>
  <p>Its 42 pumps, filters and towers will be restored until the next meeting of the same partners.</p>`;

describe.each([
  {
    kind: 'wordpress',
    // The list with the categories, and the two texts with one request.
    fetched: (requests: readonly string[]) => requests.filter((request) => request.includes('content')),
    texts: [expect.stringContaining('include=42%2C501&')],
  },
  {
    kind: 'sitemap',
    fetched: (requests: readonly string[]) => requests.filter((request) => !request.endsWith('.xml')),
    texts: ['/2020/workshop-42/', '/2021/workshop-501/'],
  },
  {
    kind: 'feed',
    fetched: (requests: readonly string[]) => requests,
    // What is newer than the oldest on the feed and not on it is asked whether it is gone.
    texts: ['/2020/workshop-77/', '/feed/'],
  },
] as const)('the second run over 500 articles of a $kind', ({ kind, fetched, texts }) => {
  it('fetches and embeds only what was changed or added, and takes out what was deleted', async () => {
    const site = await openSite();
    site.feedLength = 1000;
    for (let id = 1; id <= 500; id++) site.put(siteArticle(id));
    const into = path.join(await temporaryFolder(), 'articles');
    const cacheDir = await temporaryFolder();
    expect(counts(await bringIn(site.origin, into, { kind }))).toEqual({ new: 500 });
    const first = await index(into, cacheDir);
    expect(first.embedded.length).toBeGreaterThan(1000);

    site.put(siteArticle(42, { modified: '2024-06-01T08:00:00', html: CORRECTED }), siteArticle(501));
    site.articles.delete(77);
    site.takeRequests();
    expect(await bringIn(site.origin, into, { kind })).toMatchObject({
      new: 1,
      changed: 1,
      unchanged: 498,
      gone: 1,
      failed: 0,
    });
    expect(fetched(site.takeRequests()).toSorted()).toEqual(texts);

    const second = await index(into, cacheDir);
    expect(second.embedded.filter((text) => !/\b(?:42|501)\b/.test(text))).toEqual([]);
    expect(second.embedded.join('\n')).toContain('held in Narva');
    expect(second.embedded.join('\n')).toContain('group 501');
    expect(second.embedded.length).toBeLessThan(20);
    expect(second.corpus.articles.some(({ id }) => id === 'workshop-77')).toBe(false);
    const found = await second.retriever.retrieve({ text: 'Narva', limit: 50 });
    // The vectors of this embedder mean nothing, so that only words tell.
    const byWord = found.filter(({ bm25 }) => bm25 > 0).map(({ passage }) => passage.article.id);
    expect([...new Set(byWord)]).toEqual(['workshop-42']);
  });
});
