import { readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFolder } from '../../src/retrieval/corpus/load-folder.ts';
import { ParsedFiles } from '../../src/retrieval/corpus/parsed-files.ts';
import { Retriever } from '../../src/retrieval/retriever.ts';
import { CountingEmbedder } from './counting-embedder.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ARTICLES: Readonly<Record<string, string>> = {
  'forum.md':
    '---\ntitle: The forum met in Narva\npublished: 2022-05-04\n---\n\nThe forum met on 2 May. It was the third Urban Water Forum (UWF).\n\nGuests:\n\n- Kärdla\n- Tartu',
  'trees.md':
    '---\ntitle: Trees for Kärdla\npublished: 2022-06-10\n---\n\nVolunteers planted 2,400 saplings on 9 June. The mayor thanked them.',
  'bridge.md': '---\ntitle: A bridge\n---\n\nThe old bridge is closed until September 2023.',
};

async function corpusFolder(): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(ARTICLES)) await writeFile(join(folder, name), text);
  return folder;
}

async function build(folder: string, cacheDir: string | null, embedder = new CountingEmbedder()) {
  const corpus = await loadFolder(folder, await ParsedFiles.open(cacheDir, folder));
  const retriever = await Retriever.build(corpus, { embedder, cacheDir });
  return { retriever, embedder, problems: retriever.corpus.problems.map(({ problem }) => problem) };
}

const QUESTIONS = [
  'when did the forum meet in Narva?',
  'how many saplngs',
  'what is the UWF?',
  'old bridges',
];

/** All that is found, but for the identity of objects. */
async function found(retriever: Retriever) {
  const days = { from: 19_000, to: 19_200 };
  return Promise.all(QUESTIONS.map((text) => retriever.retrieve({ text, limit: 5, days })));
}

async function indexFile(cacheDir: string): Promise<string> {
  const names = await readdir(join(cacheDir, 'index'));
  return join(cacheDir, 'index', names.find((name) => name.endsWith('.index')) as string);
}

describe('a retriever with a saved index', () => {
  it('embeds nothing again, and finds the same with the same scores', async () => {
    const folder = await corpusFolder();
    const cacheDir = await temporaryFolder();
    const first = await build(folder, cacheDir);
    const second = await build(folder, cacheDir);
    expect(first.embedder.embedded.length).toBeGreaterThan(6);
    expect(second.embedder.embedded).toEqual([]);
    expect(second.problems).toEqual([]);
    expect(await found(second.retriever)).toEqual(await found(first.retriever));
  });

  it('embeds only the texts of a changed article that are new', async () => {
    const folder = await corpusFolder();
    const cacheDir = await temporaryFolder();
    await build(folder, cacheDir);
    await writeFile(
      join(folder, 'trees.md'),
      `${ARTICLES['trees.md']?.replace('The mayor thanked them', 'Nobody came')}`,
    );
    const { embedder } = await build(folder, cacheDir);
    expect(embedder.embedded.map((text) => text.split('\n').at(-1))).toEqual([
      'Volunteers planted 2,400 saplings on 9 June. Nobody came.',
      'Nobody came.',
    ]);
  });

  it('finds after a change what an index made from nothing finds', async () => {
    const folder = await corpusFolder();
    const cacheDir = await temporaryFolder();
    await build(folder, cacheDir);
    await rm(join(folder, 'bridge.md'));
    await writeFile(join(folder, 'a-new.md'), 'Old bridges\n\nThe forum of Tartu talked of old bridges.');
    const changed = await build(folder, cacheDir);
    const fresh = await build(folder, null);
    expect(await found(changed.retriever)).toEqual(await found(fresh.retriever));
  });

  it('keeps the indexes of several models and corpora side by side', async () => {
    const folder = await corpusFolder();
    const other = await corpusFolder();
    const cacheDir = await temporaryFolder();
    await build(folder, cacheDir);
    await build(folder, cacheDir, new CountingEmbedder('another model'));
    await build(other, cacheDir);
    expect((await build(folder, cacheDir)).embedder.embedded).toEqual([]);
  });

  it('is shared by retrievers that are built at the same time', async () => {
    const folder = await corpusFolder();
    const cacheDir = await temporaryFolder();
    const built = await Promise.all(Array.from({ length: 4 }, () => build(folder, cacheDir)));
    expect(built.flatMap(({ problems }) => problems)).toEqual([]);
    expect((await build(folder, cacheDir)).embedder.embedded).toEqual([]);
  });

  it('keeps what was embedded before a failure', async () => {
    const folder = await corpusFolder();
    const cacheDir = await temporaryFolder();
    const breaking = new CountingEmbedder();
    breaking.failsAfter = 7;
    await expect(build(folder, cacheDir, breaking)).rejects.toThrow('the model broke');
    const { embedder } = await build(folder, cacheDir);
    const whole = await build(folder, null);
    expect(embedder.embedded.length).toBeGreaterThan(0);
    expect(embedder.embedded.length).toBeLessThan(whole.embedder.embedded.length);
  });
});

describe('a saved index that is of no use', () => {
  const faults: Record<string, (file: string) => Promise<void>> = {
    'is cut off': async (file) => truncate(file, (await readFile(file)).length - 5),
    'is empty': (file) => truncate(file, 0),
    'has a flipped byte': async (file) => {
      const bytes = await readFile(file);
      const at = bytes.length - 20;
      bytes[at] = (bytes[at] as number) ^ 1;
      await writeFile(file, bytes);
    },
    'is something else': (file) => writeFile(file, 'ATS1 and then a poem'),
  };

  it.each(Object.entries(faults))('is told and made anew where it %s', async (_, damage) => {
    const folder = await corpusFolder();
    const cacheDir = await temporaryFolder();
    const first = await build(folder, cacheDir);
    await damage(await indexFile(cacheDir));
    const second = await build(folder, cacheDir);
    expect(second.problems).toEqual(['The saved index is not used. It is damaged.']);
    expect(second.embedder.embedded).toEqual(first.embedder.embedded);
    expect(await found(second.retriever)).toEqual(await found(first.retriever));
    expect((await build(folder, cacheDir)).problems).toEqual([]);
  });

  it('gives its vectors to the next version of the program', async () => {
    const folder = await corpusFolder();
    const cacheDir = await temporaryFolder();
    const first = await build(folder, cacheDir);
    await pretendOtherCode(await indexFile(cacheDir));
    const second = await build(folder, cacheDir);
    expect(second.problems).toEqual([
      'The saved index is not used. It is of another version of this program; its vectors are kept.',
    ]);
    expect(second.embedder.embedded).toEqual([]);
    expect(await found(second.retriever)).toEqual(await found(first.retriever));
  });

  it('does not stand in the way where the cache folder cannot be written', async () => {
    const folder = await corpusFolder();
    const cacheDir = join(await temporaryFolder(), 'a-file');
    await writeFile(cacheDir, '');
    const { retriever, problems } = await build(folder, cacheDir);
    expect(problems).toContainEqual(expect.stringContaining('The index cannot be saved'));
    expect((await found(retriever))[0]?.[0]?.passage.article.id).toBe('forum');
  });

  it('is not what a killed process left half-written, which is removed in time', async () => {
    const folder = await corpusFolder();
    const cacheDir = await temporaryFolder();
    await build(folder, cacheDir);
    const draft = `${await indexFile(cacheDir)}.0000.draft`;
    const fresh = `${await indexFile(cacheDir)}.0001.draft`;
    for (const file of [draft, fresh]) await writeFile(file, 'ATS1');
    await utimes(draft, 0, 0);
    expect((await build(folder, cacheDir)).embedder.embedded).toEqual([]);
    await writeFile(join(folder, 'new.md'), 'News\n\nSomething new.');
    await build(folder, cacheDir);
    await expect(readFile(draft)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readFile(fresh, 'utf8')).toBe('ATS1');
  });
});

describe('a retriever that takes over from another', () => {
  it('embeds only what is new, while the other goes on', async () => {
    const folder = await corpusFolder();
    const parsed = await ParsedFiles.open(null, folder);
    const embedder = new CountingEmbedder();
    const old = await Retriever.build(await loadFolder(folder, parsed), { embedder, cacheDir: null });
    const before = await found(old);
    const embedded = embedder.embedded.length;
    await rm(join(folder, 'forum.md'));
    await writeFile(join(folder, 'new.md'), 'Ferries\n\nA ferry goes to Narva.');
    const changed = await loadFolder(folder, parsed.next());
    const renewed = await Retriever.build(changed, { embedder, cacheDir: null, previous: old });
    expect(embedder.embedded.slice(embedded)).toEqual([
      'Ferries\nA ferry goes to Narva.',
      'A ferry goes to Narva.',
    ]);
    expect(await found(old)).toEqual(before);
    const [first] = await renewed.retrieve({ text: 'the forum in Narva', limit: 1 });
    expect(first?.passage.article.id).not.toBe('forum');
    expect(renewed.lexicon.knows('ferri')).toBe(true);
    expect(renewed.lexicon.knows('forum')).toBe(false);
  });

  it('finds nothing in a folder that was emptied, and keeps what was saved for when it is filled again', async () => {
    const corpus = await loadFolder(await corpusFolder());
    const cacheDir = await temporaryFolder();
    const previous = await Retriever.build(corpus, { embedder: new CountingEmbedder(), cacheDir });
    const embedder = new CountingEmbedder();
    const emptied = await Retriever.build({ ...corpus, articles: [] }, { embedder, cacheDir, previous });
    expect(await emptied.retrieve({ text: 'stone', limit: 5, days: { from: 0, to: 30_000 } })).toEqual([]);
    embedder.embedded.length = 0;
    const filled = await Retriever.build(corpus, { embedder, cacheDir, previous: emptied });
    expect(filled.size).toBe(previous.size);
    expect(embedder.embedded).toEqual([]);
  });

  it('takes over nothing that another model embedded', async () => {
    const folder = await corpusFolder();
    const corpus = await loadFolder(folder);
    const first = new CountingEmbedder();
    const old = await Retriever.build(corpus, { embedder: first, cacheDir: null });
    const second = new CountingEmbedder('another model');
    await Retriever.build(corpus, { embedder: second, cacheDir: null, previous: old });
    expect(second.embedded).toEqual(first.embedded);
  });

  it('stops when it is told to', async () => {
    const corpus = await loadFolder(await corpusFolder());
    const controller = new AbortController();
    const embedder = new CountingEmbedder();
    const stopping = Retriever.build(corpus, {
      embedder: Object.assign(embedder, {
        embed: async (_: unknown, __: unknown, options: { signal?: AbortSignal }) => {
          controller.abort();
          options.signal?.throwIfAborted();
          return [];
        },
      }),
      cacheDir: null,
      signal: controller.signal,
    });
    await expect(stopping).rejects.toMatchObject({ name: 'AbortError' });
  });
});

/** Makes an index that other code has written: the table of contents names another stamp of the same length. */
async function pretendOtherCode(file: string): Promise<void> {
  const { crc32 } = await import('node:zlib');
  const bytes = await readFile(file);
  const length = bytes.readUInt32LE(4);
  const table = bytes.subarray(12, 12 + length);
  const text = table.toString().replace(/"code":"[0-9a-f]{32}"/, `"code":"${'0'.repeat(32)}"`);
  table.write(text);
  bytes.writeUInt32LE(crc32(table), 8);
  await writeFile(file, bytes);
}
