import { spawn } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../bots/temporary-folder.ts';
import { openSite, siteArticle } from '../retrieval/sources/fake-site.ts';

const ROOT = path.join(import.meta.dirname, '../..');

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in a folder; `onError` sees what it writes to stderr. */
async function attache(
  cwd: string,
  args: readonly string[],
  onError: (text: string, interrupt: () => void) => void = () => undefined,
): Promise<Run> {
  const { ATTACHE_CORPUS: _, ...env } = process.env;
  const loader = import.meta.resolve('tsx');
  const child = spawn(process.execPath, ['--import', loader, path.join(ROOT, 'src/cli/main.ts'), ...args], {
    cwd,
    env,
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
    onError(err, () => child.kill('SIGINT'));
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

const LOCAL = ['--allow-private', '--delay', '0'];

describe('attache ingest', () => {
  it('brings a site into ./articles, tells the numbers and what to do next', async () => {
    const site = await openSite();
    site.put(siteArticle(1), siteArticle(2));
    const cwd = await temporaryFolder();
    const first = await attache(cwd, ['ingest', site.origin, ...LOCAL]);
    expect(first.out).toContain(`${site.origin}/ (wordpress) → ${path.join(cwd, 'articles')}`);
    expect(first.out).toContain('2 new, 0 changed, 0 unchanged, 0 gone, 0 failed');
    expect(first.out).toContain(`attache ask --corpus '${path.join(cwd, 'articles')}'`);
    expect(first.err).toMatch(/… reading 0\/2\n/);
    expect(first.code).toBe(0);
    expect(await readFile(path.join(cwd, 'articles/workshop-1.md'), 'utf8')).toContain('id: workshop-1');

    const second = await attache(cwd, ['ingest', site.origin, ...LOCAL, '--json']);
    expect(JSON.parse(second.out)).toMatchObject({
      kind: 'wordpress',
      new: 0,
      unchanged: 2,
      ended: 'finished',
    });
  });

  it('writes nothing in a dry run', async () => {
    const site = await openSite();
    site.put(siteArticle(1));
    const cwd = await temporaryFolder();
    const { out, code } = await attache(cwd, [
      'ingest',
      site.origin,
      ...LOCAL,
      '--dry-run',
      '--into',
      'here',
    ]);
    expect(out).toContain('(dry run: nothing was written)\n1 new');
    expect(code).toBe(0);
    await expect(access(path.join(cwd, 'here'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('stops at Ctrl-C with what it has, and says how to go on', async () => {
    const site = await openSite();
    for (let id = 1; id <= 3; id++) site.put(siteArticle(id));
    const cwd = await temporaryFolder();
    // The second page is never answered: the run waits for it when it is interrupted.
    const waiting: { interrupt: () => void } = { interrupt: () => undefined };
    const page = new URL(site.addressOf(siteArticle(2))).pathname;
    site.answers.set(page, () => {
      waiting.interrupt();
      return { status: 503, headers: { 'retry-after': '30' }, body: '' };
    });
    const { out, code } = await attache(
      cwd,
      ['ingest', site.origin, ...LOCAL, '--kind', 'sitemap'],
      (_, interrupt) => {
        waiting.interrupt = interrupt;
      },
    );
    expect(out).toContain('1 new');
    expect(out).toContain('run the same command again to go on');
    expect(code).toBe(1);
  });

  it.each([
    [['http://127.0.0.1:9/'], /private|127\.0\.0\.1/],
    [['--since', 'yesterday', 'https://example.org'], /YYYY-MM-DD/],
    [['--kind', 'gopher', 'https://example.org'], /wordpress, feed, sitemap, folder/],
  ])('says in one line what is wrong with %j', async (args, line) => {
    const { err, code } = await attache(await temporaryFolder(), ['ingest', ...args]);
    expect(err).toMatch(line);
    expect(err).not.toContain('    at ');
    expect(code).toBe(1);
  });
});

describe('attache status', () => {
  it('tells from where articles were brought in, how the last run ended and what failed', async () => {
    const site = await openSite();
    site.put(siteArticle(1), siteArticle(2));
    site.answers.set(new URL(site.addressOf(siteArticle(2))).pathname, { type: 'image/png', body: 'PNG' });
    const cwd = await temporaryFolder();
    await attache(cwd, ['ingest', site.origin, ...LOCAL, '--kind', 'sitemap']);
    const { out, code } = await attache(cwd, ['status', '--corpus', 'articles']);
    expect(out).toMatch(/^ {2}1 article; last change just now$/m);
    expect(out).toContain(`${site.origin}/ (sitemap, 1 article)\n  finished just now: 1 new, 1 failed\n`);
    expect(out).toMatch(/^ {2}✗ .*workshop-2.*image\/png/m);
    expect(code).toBe(0);

    const json = await attache(cwd, ['status', '--corpus', 'articles', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      articles: 1,
      sources: [
        { address: `${site.origin}/`, kind: 'sitemap', lastRun: { ended: 'finished', new: 1, failed: 1 } },
      ],
    });
  });

  it('masks a key in the address of a source, and so does the run that brought it in', async () => {
    const site = await openSite();
    site.put(siteArticle(1));
    const cwd = await temporaryFolder();
    const [good, bad] = [`${site.origin}/feed/?api_key=hush`, 'http://127.0.0.1:1/feed/?token=hush'];
    const runs = [
      await attache(cwd, ['ingest', good, ...LOCAL, '--kind', 'feed']),
      await attache(cwd, ['ingest', good, ...LOCAL, '--json']),
      await attache(cwd, ['ingest', bad, ...LOCAL]),
      await attache(cwd, ['status', '--corpus', 'articles']),
      await attache(cwd, ['status', '--corpus', 'articles', '--json']),
    ];
    const [first, second, third, text, json] = runs.map(({ out, err }) => out + err);
    for (const told of [first, second, text, json]) expect(told).toContain('/feed/?api_key=…');
    for (const told of [third, text, json]) expect(told).toContain(':1/feed/?token=…');
    expect(runs.map(({ out, err }) => out + err).join('')).not.toContain('hush');
  });

  it('tells why there is no article where the first run failed', async () => {
    const site = await openSite();
    Object.assign(site.offers, { wordpress: false, sitemap: false, feed: false });
    const cwd = await temporaryFolder();
    expect((await attache(cwd, ['ingest', site.origin, ...LOCAL])).code).toBe(1);
    const { out, code } = await attache(cwd, ['status', '--corpus', 'articles']);
    expect(out).toContain(`  0 articles\n${site.origin}/ (never read, 0 articles)\n  failed just now\n`);
    expect(out).toMatch(/^ {2}✗ .*neither WordPress nor a sitemap nor a feed/m);
    expect(code).toBe(0);
  });
});

describe('attache ask', () => {
  it('loads nothing of what only bringing in needs', async () => {
    const loaded = await packagesOf(path.join(ROOT, 'src/cli/main.ts'));
    expect([...loaded]).toContain('commander');
    const needless = [
      'undici',
      'feedsmith',
      'turndown',
      'htmlparser2',
      'linkedom',
      '@mozilla/readability',
      'robots-parser',
    ];
    expect(needless.filter((name) => loaded.has(name))).toEqual([]);
  });
});

/** The packages that a file and all that it imports load at once; what is imported later is left out. */
async function packagesOf(entry: string): Promise<ReadonlySet<string>> {
  const packages = new Set<string>();
  const open = [entry];
  const seen = new Set(open);
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const source = await readFile(file, 'utf8');
    for (const [, name = ''] of source.matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from '([^']+)'/gms)) {
      const target = name.startsWith('.') ? path.join(path.dirname(file), name) : null;
      if (target === null) packages.add(name);
      else if (!seen.has(target)) {
        seen.add(target);
        open.push(target);
      }
    }
  }
  return packages;
}
