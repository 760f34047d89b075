import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFolder } from '../../../src/retrieval/corpus/load-folder.ts';
import { type FileOperations, fileOperations } from '../../../src/retrieval/ingest/file-operations.ts';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { openSite, siteArticle } from '../sources/fake-site.ts';
import { bringIn, filesOf } from './world.ts';

class Killed extends Error {}

/** The disk of a process that is killed at its `step`-th change: half a text written, a move done or not, then no more. */
function killedAt(
  step: number,
  moment: 'before' | 'after',
): FileOperations & { readonly steps: () => number } {
  let steps = 0;
  const change = async (work: () => Promise<void>, half: () => Promise<void> = async () => undefined) => {
    steps++;
    if (steps > step) throw new Killed();
    if (steps < step) return work();
    await (moment === 'after' ? work() : half());
    throw new Killed();
  };
  return {
    steps: () => steps,
    write: (file, text) =>
      change(
        () => fileOperations.write(file, text),
        () => fileOperations.write(file, text.slice(0, text.length / 2)),
      ),
    move: (from, to) => change(() => fileOperations.move(from, to)),
    remove: (file) => change(() => fileOperations.remove(file)),
  };
}

/** A folder with six articles of a site that has changed since, and how many changes of the disk the next run makes. */
async function changedSite() {
  const site = await openSite();
  const start = await temporaryFolder();
  for (let id = 1; id <= 6; id++) site.put(siteArticle(id));
  await bringIn(site.origin, start);
  const before = await filesOf(start);
  site.put(siteArticle(2, { modified: '2024-01-01T00:00:00', html: '<p>Changed once.</p>' }), siteArticle(7));
  site.put(siteArticle(8, { slug: 'workshop-7', date: '2023-01-01T00:00:00' }));
  site.articles.delete(5);
  const whole = await temporaryFolder();
  await cp(start, whole, { recursive: true });
  const counting = killedAt(Number.POSITIVE_INFINITY, 'after');
  await bringIn(site.origin, whole, {}, counting);
  return { site, start, before, after: await filesOf(whole), steps: counting.steps() };
}

describe('a run that is killed', () => {
  it('at any change of the disk leaves whole articles, and the next run completes it', async () => {
    const { site, start, before, after, steps } = await changedSite();
    expect(steps).toBeGreaterThan(8);
    for (let step = 1; step <= steps; step++) {
      for (const moment of ['before', 'after'] as const) {
        const into = await temporaryFolder();
        await cp(start, into, { recursive: true });
        await expect(bringIn(site.origin, into, {}, killedAt(step, moment))).rejects.toThrow(Killed);
        for (const [file, text] of Object.entries(await filesOf(into))) {
          expect([before[file], after[file]]).toContain(text);
        }
        expect((await loadFolder(into)).problems).toEqual([]);

        const next = await bringIn(site.origin, into);
        expect(next.problems).toEqual([]);
        expect(await filesOf(into)).toEqual(after);
        expect(await bringIn(site.origin, into)).toMatchObject({ new: 0, changed: 0, gone: 0, unchanged: 7 });
      }
    }
  });

  it('at any change of the disk does not take what it wrote for an edit, though the article changes once more', async () => {
    const { site, start, steps } = await changedSite();
    const twice = siteArticle(2, { modified: '2024-02-01T00:00:00', html: '<p>Changed twice.</p>' });
    const once = site.articles.get(2);
    for (let step = 1; step <= steps; step++) {
      for (const moment of ['before', 'after'] as const) {
        if (once) site.put(once);
        const into = await temporaryFolder();
        await cp(start, into, { recursive: true });
        await expect(bringIn(site.origin, into, {}, killedAt(step, moment))).rejects.toThrow(Killed);
        site.put(twice);
        expect(await bringIn(site.origin, into)).toMatchObject({ kept: 0, changed: 1, problems: [] });
        expect(Object.values(await filesOf(into)).join()).toContain('Changed twice.');
      }
    }
  });

  it('during the first run leaves no lock behind that would keep the next one out', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1));
    await mkdir(path.join(into, '.attache'));
    const { hostname } = await import('node:os');
    // Process ids end at 2^22 on Linux: nobody has this one.
    const gone = { id: 'a', pid: 2 ** 22 + 1, host: hostname() };
    await writeFile(path.join(into, '.attache/lock'), JSON.stringify(gone));
    expect(await bringIn(site.origin, into)).toMatchObject({ new: 1 });
  });

  it('on another machine keeps its lock, as nobody knows whether it is gone', async () => {
    const site = await openSite();
    const into = await temporaryFolder();
    site.put(siteArticle(1));
    await mkdir(path.join(into, '.attache'));
    await writeFile(path.join(into, '.attache/lock'), JSON.stringify({ id: 'a', pid: 1, host: 'elsewhere' }));
    await expect(bringIn(site.origin, into)).rejects.toMatchObject({
      code: 'INGEST_FAILED',
      message: expect.stringContaining(`delete '${path.join(into, '.attache/lock')}'`),
    });
  });
});
