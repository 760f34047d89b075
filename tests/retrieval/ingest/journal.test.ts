import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CorpusFolder } from '../../../src/retrieval/ingest/corpus-folder.ts';
import { readJournal } from '../../../src/retrieval/ingest/journal.ts';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { openSite, siteArticle } from '../sources/fake-site.ts';
import { bringIn } from './world.ts';

describe('the journal of a corpus folder', () => {
  it('tells how the last run of each source ended', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1), siteArticle(2));
    await bringIn(site.origin, into);
    await bringIn(site.origin, into);
    expect(await readJournal(new CorpusFolder(into))).toEqual({
      [`${site.origin}/`]: expect.objectContaining({ ended: 'finished', new: 0, unchanged: 2, problems: [] }),
    });
  });

  it('tells of a run that failed, and why', async () => {
    const into = await temporaryFolder();
    const nobody = 'http://127.0.0.1:1/';
    await expect(bringIn(nobody, into)).rejects.toThrow();
    expect((await readJournal(new CorpusFolder(into)))[nobody]).toMatchObject({
      ended: 'failed',
      problems: [{ where: nobody, problem: expect.stringContaining('127.0.0.1') }],
    });
  });

  it('is not written by a dry run', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1));
    await bringIn(site.origin, into, { dryRun: true });
    expect(await readJournal(new CorpusFolder(into))).toEqual({});
  });

  it('is begun anew where it is damaged', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1));
    await bringIn(site.origin, into);
    await writeFile(path.join(into, '.attache/runs.json'), '{"version":1,"runs":{"a":');
    expect(await readJournal(new CorpusFolder(into))).toEqual({});
    await bringIn(site.origin, into);
    expect(Object.keys(await readJournal(new CorpusFolder(into)))).toEqual([`${site.origin}/`]);
  });
});
