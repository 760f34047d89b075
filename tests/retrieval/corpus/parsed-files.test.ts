import { readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFolder } from '../../../src/retrieval/corpus/load-folder.ts';
import { ParsedFiles } from '../../../src/retrieval/corpus/parsed-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const LIST =
  '# Guests\n\nThey came from:\n\n- Kärdla\n- 塔尔图\n\n| Town | People |\n|---|---|\n| Narva | 3 |';
const BROKEN_LINK = 'News\n\nSee [this](http://:bad) and more.';

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('parsed files', () => {
  it('come back from the cache as they were parsed, with their problems', async () => {
    const folder = await folderWith({ 'a.md': LIST, 'b.md': BROKEN_LINK });
    const cacheDir = await temporaryFolder();
    const first = await loadFolder(folder, await ParsedFiles.open(cacheDir, folder));
    const second = await loadFolder(folder, await ParsedFiles.open(cacheDir, folder));
    expect(second).toEqual(first);
    expect(second.articles[0]).not.toBe(first.articles[0]);
    expect(first.problems).toHaveLength(1);
  });

  it('are the same objects for the next look, but for those that changed', async () => {
    const folder = await folderWith({ 'a.md': LIST, 'b.md': 'Old\n\nNews.' });
    const parsed = await ParsedFiles.open(null, folder);
    const first = await loadFolder(folder, parsed);
    await writeFile(join(folder, 'b.md'), 'New\n\nNews.');
    const second = await loadFolder(folder, parsed.next());
    expect(second.articles[0]).toBe(first.articles[0]);
    expect(second.articles[1]?.title).toBe('New');
  });

  it('are parsed again where the cache is damaged, which is told', async () => {
    const folder = await folderWith({ 'a.md': LIST });
    const cacheDir = await temporaryFolder();
    const first = await loadFolder(folder, await ParsedFiles.open(cacheDir, folder));
    const [name = ''] = await readdir(join(cacheDir, 'index'));
    await truncate(join(cacheDir, 'index', name), 40);
    const second = await loadFolder(folder, await ParsedFiles.open(cacheDir, folder));
    expect(second.articles).toEqual(first.articles);
    expect(second.problems.map(({ problem }) => problem)).toEqual(['The saved articles are damaged.']);
  });
});
