import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../bots/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '../..');

async function attache(args: readonly string[], input = '', env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  child.stdin.end(input);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

describe('attache ask', () => {
  it('prints the quote, its source and its link, without colours where nobody looks, and exits with 0', async () => {
    const { code, out } = await attache(['ask', 'who', 'visited', 'Ljubljana', 'in', 'October?']);
    expect(out).toContain('NDRC');
    expect(out).toContain(
      '[1] Chinese Delegation Visited Brussels and Ljubljana Region · News from China · 14 Nov 2023',
    );
    expect(out).toContain('https://www.iurc.eu/2023/11/14/');
    expect(out).not.toContain('\u001b');
    expect(code).toBe(0);
  });

  it('exits with 3 when the articles do not answer', async () => {
    const { code, out } = await attache(['ask', 'who visited Ljubljana in March?']);
    expect(out).toContain('nothing about that for this date');
    expect(code).toBe(3);
  });

  it('prints JSON for programs', async () => {
    const { out } = await attache(['ask', '--json', 'who visited Ljubljana in October?']);
    expect(JSON.parse(out)).toMatchObject({
      status: 'answered',
      citations: [{ category: 'News from China' }],
    });
  });

  it.each([
    [['ask', '--corpus', '/no/such/folder', 'who?'], '/no/such/folder'],
    [['ask', '--as-of', '31.12.2023', 'who?'], 'YYYY-MM-DD'],
    [['ask', 'why '.repeat(200)], 'at most 500'],
    [['batch', '--questions', '/no/such/file', '--out', '/dev/null'], '/no/such/file'],
  ])('says in one line what is wrong with %j, and exits with 1', async (args, expected) => {
    const { code, err } = await attache(args);
    expect(err).toContain(expected);
    expect(err.trim().split('\n').at(-1)).toMatch(/^attache: /);
    expect(err).not.toContain('    at ');
    expect(code).toBe(1);
  });

  it('names a variable that is not usable', async () => {
    const { code, err } = await attache(['ask', 'who?'], '', { ATTACHE_READER: 'perhaps' });
    expect(err).toContain('ATTACHE_READER');
    expect(code).toBe(1);
  });
});

describe('attache chat', () => {
  it('understands follow-ups until it is told to leave', async () => {
    const { code, out } = await attache(
      ['chat'],
      'who visited Ljubljana in October?\nand when was that?\nexit\n',
    );
    expect(out).toContain('NDRC');
    expect(out.lastIndexOf('Oct. 22 to 29')).toBeGreaterThan(out.indexOf('NDRC'));
    expect(code).toBe(0);
  });

  it('answers what it has read when the input ends, and ends with it', async () => {
    const { code, out, err } = await attache(
      ['chat'],
      'who visited Ljubljana in October?\nand when was that?\n',
    );
    expect(out.lastIndexOf('Oct. 22 to 29')).toBeGreaterThan(out.indexOf('NDRC'));
    expect(out).toMatch(/confidence \d+ %\n\n$/);
    expect(err).not.toContain('    at ');
    expect(code).toBe(0);
  });
});

describe('attache articles', () => {
  it('lists what is indexed', async () => {
    const { out } = await attache(['articles']);
    expect(out).toContain('chinese-delegation-visited-brussels-and-ljubljana-region\n');
  });
});

describe('ATTACHE_CORPUS and ATTACHE_CACHE_DIR', () => {
  const ARTICLE = '---\ntitle: A bridge opens\ndate: 2024-05-02\n---\n\nThe bridge opened in May 2024.\n';

  it('count as unset where they are empty', async () => {
    const { code, out } = await attache(['articles'], '', { ATTACHE_CORPUS: '', ATTACHE_CACHE_DIR: ' ' });
    expect(out).toContain('chinese-delegation-visited-brussels-and-ljubljana-region\n');
    expect(code).toBe(0);
  });

  it('name the folder with the articles to all commands, unless an option names another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'attache-corpus-'));
    await writeFile(join(folder, 'bridge.md'), ARTICLE);
    const env = { ATTACHE_CORPUS: folder };
    expect((await attache(['ask', 'when did the bridge open?'], '', env)).out).toContain('May 2024');
    expect(JSON.parse((await attache(['status', '--json'], '', env)).out)).toMatchObject({
      folder,
      articles: 1,
    });
    const other = await attache(['status', '--corpus', '/no/such/folder'], '', env);
    expect(other.err).toContain('/no/such/folder');
  });
});

describe('attache batch', () => {
  it('answers each line, after its context, in the form that is scored', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'attache-batch-'));
    const questions = join(folder, 'questions.jsonl');
    const answers = join(folder, 'answers.jsonl');
    await writeFile(
      questions,
      [
        { id: 'a', question: 'and when was that?', context: ['who visited Ljubljana in October?'] },
        { id: 'b', question: 'who is the mayor of Guangzhou?' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    const { code } = await attache(['batch', '--questions', questions, '--out', answers]);
    const [first, second] = (await readFile(answers, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      id: 'a',
      status: 'answered',
      citations: [{ start: expect.any(Number), published: '2023-11-14' }],
    });
    expect(first.short).toContain('Oct. 22 to 29');
    expect(second).toMatchObject({ id: 'b', status: 'abstained', citations: [], short: null });
    expect(code).toBe(0);
  });

  it('writes an empty file where nothing is asked', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'questions.jsonl'), '\n');
    const out = join(folder, 'answers.jsonl');
    const args = ['batch', '--questions', join(folder, 'questions.jsonl'), '--out', out];
    expect((await attache(args)).code).toBe(0);
    expect(await readFile(out, 'utf8')).toBe('');
  });
});

describe.each(['batch', 'eval'])('attache %s', (command) => {
  it.each([
    ['where a question is too long', 'why '.repeat(200), tmpdir(), /questions\.jsonl:1: .* 500 characters/],
    ['that it cannot write', 'who?', '/no/such/folder', /The file \/no\/such\/folder\/out cannot be written/],
  ])('says %s before it loads anything', async (_, question, folder, line) => {
    const questions = join(await temporaryFolder(), 'questions.jsonl');
    await writeFile(questions, JSON.stringify({ id: 'a', question }));
    const files = ['--questions', questions, '--out', join(folder, 'out')];
    const { code, err } = await attache([command, '--corpus', '/no/such/corpus', ...files]);
    expect(err).toMatch(line);
    expect(err).not.toContain('/no/such/corpus');
    expect(code).toBe(1);
  });
});

describe('attache eval', () => {
  it('says that a number of failures is none', async () => {
    const { code, err } = await attache(['eval', '--questions', 'Q', '--failures', 'abc']);
    expect(err).toContain("argument 'abc' is invalid. It is a whole number");
    expect(code).toBe(1);
  });
});

describe('what an article says', () => {
  const ESCAPE = '\u001b[31m';
  const ARTICLE = `---\nid: "one\\e[31m"\ntitle: A bridge\n---\n\nThe bridge opened in May 2024.\n`;
  const corpusOf = async (files: Record<string, string>) => {
    const folder = await temporaryFolder();
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return folder;
  };

  it('moves no cursor where articles are listed, nor where one cannot be used', async () => {
    const corpus = await corpusOf({ 'a.md': ARTICLE, [`b${ESCAPE}.md`]: '' });
    const { code, out, err } = await attache(['articles', '--corpus', corpus]);
    expect(out).toContain('one');
    expect(err).toContain('.md');
    expect(out + err).not.toContain('\u001b');
    expect(code).toBe(0);
  });

  it('moves no cursor where no article can be used', async () => {
    const { code, err } = await attache([
      'ask',
      '--corpus',
      await corpusOf({ [`b${ESCAPE}.md`]: '' }),
      'who?',
    ]);
    expect(err).toContain('holds no usable article');
    expect(err).not.toContain('\u001b');
    expect(code).toBe(1);
  });
});

describe('attache config', () => {
  it('ends quietly when whoever reads its output leaves', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'config'], {
      cwd: ROOT,
    });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    expect(err).toBe('');
    expect(code).toBe(0);
  });
});

describe('an unusable ATTACHE_LOG_LEVEL', () => {
  const env = { ATTACHE_LOG_LEVEL: 'loud' };

  it.each([[['--help']], [['slack', 'manifest']]])(
    'is no matter to %j, which writes no log',
    async (args) => {
      const { code, err } = await attache(args, '', env);
      expect(err).toBe('');
      expect(code).toBe(0);
    },
  );

  it('is no matter to the report, which writes no log', async () => {
    const { code } = await attache(['report'], '', { ...env, ATTACHE_DATA_DIR: await temporaryFolder() });
    expect(code).toBe(0);
  });

  it.each([[['slack']], [['discord', 'doctor']]])('is named by %j', async (args) => {
    const { code, err } = await attache(args, '', env);
    expect(err).toMatch(/^attache: ATTACHE_LOG_LEVEL must be /);
    expect(code).toBe(1);
  });
});

describe('attache --help', () => {
  it.each([[[]], [['ask']], [['chat']], [['batch']], [['eval']], [['articles']]])(
    'helps with %j',
    async (command) => {
      const { code, out } = await attache([...command, '--help']);
      expect(out).toContain('Usage: attache');
      expect(code).toBe(0);
    },
  );
});
