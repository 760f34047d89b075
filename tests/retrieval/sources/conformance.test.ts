import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { escapeText } from 'entities';
import { onTestFinished } from 'vitest';
import type { Fetcher } from '../../../src/retrieval/fetching/fetcher.ts';
import { createFetcher } from '../../../src/retrieval/fetching/polite-fetcher.ts';
import { feedSource } from '../../../src/retrieval/sources/feed/feed-source.ts';
import { folderSource } from '../../../src/retrieval/sources/folder/folder-source.ts';
import { sitemapSource } from '../../../src/retrieval/sources/sitemap/sitemap-source.ts';
import type { CorpusSource } from '../../../src/retrieval/sources/source.ts';
import { wordPressSource } from '../../../src/retrieval/sources/wordpress/wordpress-source.ts';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { describeSource, type SourceWorld } from './describe-source.ts';
import { type FakeSite, openSite, siteArticle } from './fake-site.ts';

/** Long enough to be taken for an article when a page is reduced. */
const AROUND =
  'It was said in Bari, where the partners of the programme met to look back on a year of work together.';

async function webWorld(
  open: (site: FakeSite, fetcher: Fetcher) => CorpusSource,
  prepare: (site: FakeSite) => void = () => undefined,
): Promise<SourceWorld> {
  const site = await openSite();
  prepare(site);
  const fetcher = createFetcher({ hosts: [new URL(site.origin).host], allowPrivate: true, delayMs: 0 });
  onTestFinished(() => fetcher.close());
  let clock = 0;
  const put = (id: number, html: string) => {
    clock++;
    site.put(
      siteArticle(id, {
        title: `Article ${id} & more`,
        category: 'News & Views',
        date: '2024-03-01T10:00:00',
        modified: `2024-03-01T10:00:${String(clock).padStart(2, '0')}`,
        html,
      }),
    );
  };
  return {
    source: open(site, fetcher),
    put: async (id, text) => put(id, `<p>${escapeText(text)}</p><p>${AROUND}</p><p>${AROUND}</p>`),
    delete: async (id) => void site.articles.delete(id),
    spoil: async (id) => put(id, '<div>'.repeat(1000)),
    reads: () => site.takeRequests().length,
  };
}

describeSource({ kind: 'wordpress', isComplete: true, hasStamps: true }, () =>
  webWorld((site, fetcher) => wordPressSource(`${site.origin}/wp-json/`, fetcher)),
);

describeSource({ kind: 'feed', isComplete: false, hasStamps: true }, () =>
  webWorld((site, fetcher) => feedSource(`${site.origin}/feed/`, fetcher)),
);

describeSource({ kind: 'feed', isComplete: false, hasStamps: false }, () =>
  webWorld(
    (site, fetcher) => feedSource(`${site.origin}/feed/`, fetcher),
    (site) => {
      site.fullFeed = false;
    },
  ),
);

describeSource({ kind: 'sitemap', isComplete: true, hasStamps: true }, () =>
  webWorld((site, fetcher) =>
    sitemapSource({ addresses: [`${site.origin}/sitemap.xml`], under: null }, fetcher),
  ),
);

describeSource({ kind: 'folder', isComplete: true, hasStamps: true }, async () => {
  const folder = await temporaryFolder();
  const file = (id: number) => path.join(folder, `article-${id}.html`);
  const page = (
    id: number,
    text: string,
  ) => `<!doctype html><html><head><title>Article ${id} &amp; more</title>
    <meta property="article:section" content="News &amp; Views"><meta name="date" content="2024-03-01"></head>
    <body><article><p>${text}</p><p>${AROUND}</p><p>${AROUND}</p></article></body></html>`;
  return {
    source: folderSource(folder),
    put: (id, text) => writeFile(file(id), page(id, escapeText(text))),
    delete: (id) => rm(file(id)),
    spoil: (id) => writeFile(file(id), '<div>'.repeat(1000)),
    reads: () => 0,
  };
});
