import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, MAX_FOLDER_DEPTH } from '../../../src/retrieval/corpus/limits.ts';
import { loadFolder } from '../../../src/retrieval/corpus/load-folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attache-corpus-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [file, content] of Object.entries(files)) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

describe('loadFolder', () => {
  it('loads .md and .txt files, also from folders in it, ordered by file name', async () => {
    await write({
      'b.md': 'B.',
      'a.txt': 'A',
      'sub/c.MD': 'C.',
      'Z.md': 'Z.',
      'note.pdf': 'no',
      'é.md': 'É.',
    });
    const { articles, problems } = await loadFolder(folder);
    expect(articles.map(({ file }) => file)).toEqual(['Z.md', 'a.txt', 'b.md', 'sub/c.MD', 'é.md']);
    expect(articles.map(({ id }) => id)).toEqual(['Z', 'a', 'b', 'sub/c', 'é']);
    expect(problems).toEqual([]);
  });

  it('loads a saved page, reduced to its article', async () => {
    const text =
      'The annual forum of the programme took place in Łódź, with 60 cities from Europe and China. '.repeat(
        3,
      );
    await write({
      'forum.html': `<!doctype html><html><head><title>Forum – Site</title>
        <meta property="article:published_time" content="2024-03-01T10:00:00Z"></head>
        <body><nav>Home</nav><main><article><h1>Forum &amp; fair</h1><p>${text}</p></article></main>
        <script>track()</script></body></html>`,
      'short.htm': '<p>One line.</p>',
      'deep.html': `${'<div>'.repeat(1000)}Deep${'</div>'.repeat(1000)}`,
    });
    const { articles, problems } = await loadFolder(folder);
    expect(articles.map(({ id }) => id)).toEqual(['forum', 'short']);
    expect(articles[0]).toMatchObject({ title: 'Forum & fair', published: '2024-03-01' });
    expect(articles[0]?.body).toContain(text.trim());
    expect(articles[0]?.body).not.toMatch(/Home|track/);
    expect(articles[1]?.body).toBe('One line.');
    expect(problems).toMatchObject([
      { file: 'deep.html', problem: expect.stringMatching(/nests its elements more than 250 levels deep/) },
    ]);
  });

  it('leaves hidden files and READMEs alone', async () => {
    await write({
      'a.md': 'A.',
      '.b.md': 'B.',
      '.git/c.md': 'C.',
      'README.md': 'R.',
      'sub/readme.txt': 'R.',
      'Readme-first.md': 'F.',
    });
    const { articles, problems } = await loadFolder(folder);
    expect(articles.map(({ file }) => file)).toEqual(['Readme-first.md', 'a.md']);
    expect(problems).toEqual([]);
  });

  it('gives the same corpus each time', async () => {
    await write({ 'a.md': 'A.', 'b.md': '---\nid: x\n---\nB.', 'c.md': '---\nid: x\n---\nC.' });
    expect(await loadFolder(folder)).toEqual(await loadFolder(folder));
  });

  it('reports a duplicate id with both files, and keeps the first', async () => {
    await write({ 'a.md': '---\nid: x\n---\nA.', 'b.md': '---\ntitle: B\nid: x\n---\nB.', 'x.md': 'X.' });
    const { articles, problems } = await loadFolder(folder);
    expect(articles.map(({ file }) => file)).toEqual(['a.md']);
    expect(problems).toMatchObject([
      { file: 'b.md', line: 3, problem: `The id 'x' is already that of 'a.md'.`, severity: 'error' },
      { file: 'x.md', line: null, problem: `The id 'x' is already that of 'a.md'.`, severity: 'error' },
    ]);
  });

  it('reports a file that is not UTF-8 with the line, and loads the others', async () => {
    await write({
      'a.md': Buffer.from('One.\n\nM\xe4rz\n', 'latin1'),
      'b.md': 'B.',
      'c.md': Buffer.from('UTF-16', 'utf16le'),
    });
    const { articles, problems } = await loadFolder(folder);
    expect(articles.map(({ file }) => file)).toContain('b.md');
    expect(problems[0]).toMatchObject({ file: 'a.md', line: 3, problem: 'The file is not UTF-8.' });
    expect(problems[0]?.remedy).toContain('UTF-8');
  });

  it('tolerates a byte order mark', async () => {
    await write({ 'a.md': '\ufeff---\nid: x\n---\nA.' });
    const { articles } = await loadFolder(folder);
    expect(articles[0]).toMatchObject({ id: 'x', body: 'A.' });
  });

  it('reports a file that is too large without reading it', async () => {
    await write({ 'a.md': 'A.', 'big.txt': 'B' });
    await truncate(join(folder, 'big.txt'), MAX_FILE_BYTES + 1);
    const { articles, problems } = await loadFolder(folder);
    expect(articles).toHaveLength(1);
    expect(problems).toMatchObject([
      { file: 'big.txt', problem: expect.stringContaining('2,097,153 bytes') },
    ]);
  });

  it('follows links to files inside the folder, not out of it', async () => {
    // Its path begins like that of the folder.
    const outside = `${folder}-x`;
    await mkdir(outside);
    await writeFile(join(outside, 'secret.md'), 'Secret.');
    await write({ 'a.md': 'A.' });
    await symlink(join(folder, 'a.md'), join(folder, 'b.md'));
    await symlink(join(outside, 'secret.md'), join(folder, 'c.md'));
    await symlink(join(folder, 'gone.md'), join(folder, 'd.md'));
    await symlink(outside, join(folder, 'linked'));
    const { articles, problems } = await loadFolder(folder);
    await rm(outside, { recursive: true });
    expect(articles.map(({ file }) => file)).toEqual(['a.md', 'b.md']);
    expect(problems).toMatchObject([
      { file: 'c.md', problem: 'The link leads out of the corpus folder.' },
      { file: 'd.md', problem: 'It cannot be read (ENOENT).' },
    ]);
  });

  it('reads folders within folders down to a depth that nobody builds by hand', async () => {
    const levels = (count: number) => 'a/'.repeat(count);
    await write({
      [`${levels(MAX_FOLDER_DEPTH)}near.md`]: 'A.',
      [`${levels(MAX_FOLDER_DEPTH + 1)}far.md`]: 'B.',
    });
    const { articles } = await loadFolder(folder);
    expect(articles.map(({ file }) => file)).toEqual([`${levels(MAX_FOLDER_DEPTH)}near.md`]);
  });

  it('may be given a link to the folder', async () => {
    await write({ 'real/a.md': 'A.' });
    await symlink(join(folder, 'real'), join(folder, 'link'));
    expect((await loadFolder(join(folder, 'link'))).articles).toHaveLength(1);
  });

  it('throws CORPUS_NOT_FOUND where there is no such folder', async () => {
    await expect(loadFolder(join(folder, 'no'))).rejects.toMatchObject({
      code: 'CORPUS_NOT_FOUND',
      message: expect.stringMatching(/no': there is no such folder\. Name a folder/),
    });
    await write({ 'a.md': 'A.' });
    await expect(loadFolder(join(folder, 'a.md'))).rejects.toMatchObject({ code: 'CORPUS_NOT_FOUND' });
  });

  it('throws CORPUS_EMPTY where no file is an article', async () => {
    await expect(loadFolder(folder)).rejects.toMatchObject({
      code: 'CORPUS_EMPTY',
      message: expect.stringContaining('no .md, .txt or .html file'),
    });
  });

  it('throws CORPUS_EMPTY with the problems where no article is usable', async () => {
    await write({ 'a.md': '', 'b.md': '---\nid: b\npublished: soon\n---\nB.' });
    await expect(loadFolder(folder)).rejects.toMatchObject({
      code: 'CORPUS_EMPTY',
      message: expect.stringMatching(
        /a\.md: The file is empty\..*\n.*b\.md:3: 'published' 'soon' is no day of the calendar\./,
      ),
    });
  });
});

describe('the articles of this repository', () => {
  it('load without a problem, to the letter', async () => {
    const { articles, problems } = await loadFolder('data/articles');
    expect(problems).toEqual([]);
    expect(articles).toHaveLength(2);
    for (const article of articles) {
      expect(article).toMatchObject({ category: 'News from China', published: '2023-11-14' });
      expect(article.url).toMatch(/^https:\/\/www\.iurc\.eu\/2023\/11\/14\//);
      expect(article.blocks.some(({ kind }) => kind === 'meta')).toBe(false);
    }
    const [brussels, chongqing] = articles;
    expect(brussels?.id).toBe('chinese-delegation-visited-brussels-and-ljubljana-region');
    expect(brussels?.body).toMatch(/^From Oct\. 22 to 29, A high-level delegation/);
    expect(chongqing?.body).toContain('  • Visit of the Yuelai Exhibition Centre,');
    expect(chongqing?.body).toContain('Western China\u00a0 for urban');
  });
});
