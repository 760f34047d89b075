import path from 'node:path';
import { expect, it } from 'vitest';
import { jsonOf } from '../bots/http/json-of.ts';
import { exitCode, launch } from '../bots/launch.ts';
import { temporaryFolder } from '../bots/temporary-folder.ts';
import { until } from '../bots/until.ts';
import { sharedCache } from '../retrieval/models/shared-cache.ts';
import { openSite, siteArticle } from '../retrieval/sources/fake-site.ts';

const COMMAND_LINE = path.join(import.meta.dirname, '../../src/cli/main.ts');
const TOKEN = 'correct-horse-battery-staple';
const QUESTION = 'how many bicycles does the municipal store of Jesenice lend?';
const BICYCLES = siteArticle(3, {
  title: 'Bicycles in Jesenice',
  html: '<p>The municipal store of Jesenice lends 140 bicycles. They are free for two hours.</p>',
});

it('attache serve answers from a new article after one refresh, and no longer once it is deleted', async () => {
  const site = await openSite();
  site.put(siteArticle(1), siteArticle(2));
  const { child, output } = launch(
    COMMAND_LINE,
    {
      ATTACHE_HTTP_PORT: '0',
      ATTACHE_HTTP_TOKEN: TOKEN,
      ATTACHE_DATA_DIR: await temporaryFolder(),
      ATTACHE_CACHE_DIR: sharedCache,
      ATTACHE_CORPUS: path.join(await temporaryFolder(), 'articles'),
      ATTACHE_SOURCES: site.origin,
      ATTACHE_REFRESH: '1s',
      ATTACHE_ALLOW_PRIVATE: 'on',
      ATTACHE_READER: 'off',
    },
    'serve',
  );
  const origin = await until('the start', () => /"origin":"([^"]+)"/.exec(output())?.[1]);
  const answer = async () => {
    const response = await fetch(`${origin}/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ question: QUESTION }),
    });
    expect(response.status).toBe(200);
    return jsonOf<{ status: string; answer: string }>(response);
  };
  const rounds = () => output().split('"a source was brought in"').length - 1;
  await until('the articles', () => output().includes('the articles are loaded'));
  expect(await answer()).toMatchObject({ status: 'abstained' });

  const before = rounds();
  site.put(BICYCLES);
  await until('the new article', () => output().includes('"added":1,"changed":0,"gone":0'));
  // The round under way may have read the list already; the next one has not.
  expect(rounds()).toBeLessThanOrEqual(before + 2);
  expect(await answer()).toMatchObject({
    status: 'answered',
    answer: expect.stringContaining('140 bicycles'),
  });

  site.articles.delete(BICYCLES.id);
  await until('the end of it', () => output().includes('"added":0,"changed":0,"gone":1'));
  expect((await answer()).answer).not.toContain('bicycles');
  child.kill('SIGTERM');
  expect(await exitCode(child)).toBe(0);
});
