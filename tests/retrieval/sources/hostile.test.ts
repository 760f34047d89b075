import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../bots/temporary-folder.ts';
import { bringIn, counts, filesOf } from '../ingest/world.ts';
import { type FakeSite, openSite, siteArticle } from './fake-site.ts';

/** A site of three articles, the second of which answers as a test wants. */
async function siteWithBrokenPage(page: Parameters<FakeSite['answers']['set']>[1]): Promise<FakeSite> {
  const site = await openSite();
  site.put(siteArticle(1), siteArticle(2), siteArticle(3));
  site.answers.set(new URL(site.addressOf(siteArticle(2))).pathname, page);
  return site;
}

const html = (body: string | Buffer, headers: Record<string, string> = {}) => ({
  type: 'text/html',
  headers,
  body,
});

describe('a hostile page', () => {
  it.each([
    ['of 10 MB', html(`<p>${'word '.repeat(2_000_000)}</p>`), /large|bytes|MB/i],
    ['of 4 million characters', html(`<p>${'word '.repeat(800_000)}</p>`), /3,145,728 is the most/],
    [
      'that is a bomb',
      html(gzipSync(Buffer.alloc(50_000_000, 32)), { 'content-encoding': 'gzip' }),
      /large|bytes|MB/i,
    ],
    ['that redirects without end', { status: 302, headers: { location: '?again' }, body: '' }, /redirect/i],
    [
      'that redirects to a file',
      { status: 302, headers: { location: 'file:///etc/passwd' }, body: '' },
      /file:/,
    ],
    [
      'that redirects to the metadata service of a cloud',
      { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data' }, body: '' },
      /169\.254\.169\.254/,
    ],
    [
      'of 1,000 levels',
      html(`${'<div>'.repeat(1000)}Deep${'</div>'.repeat(1000)}`),
      /more than 250 levels deep/,
    ],
    ['of 1,000 levels that nothing closes', html('<b>'.repeat(1000)), /more than 250 levels deep/],
    ['of 100,000 elements', html('<i>a</i>'.repeat(100_000)), /more than 30,000 elements/],
    ['of many deep branches', html(`${'<div>'.repeat(200)}a${'</div>'.repeat(200)}`.repeat(100)), /elements/],
    ['that is a picture', { type: 'image/png', body: 'PNG' }, /image\/png/],
    ['that is not there', { status: 404, type: 'text/html', body: 'No.' }, /gone/],
    ['without an article', html('<p>Log in.</p>'), /No article was found/],
    [
      'in another charset than it says',
      {
        type: 'text/html; charset=utf-8',
        body: Buffer.from(`<p>${'Köln fährt. '.repeat(50)}</p>`, 'latin1'),
      },
      /cannot be read as utf-8, which it says it is written in/,
    ],
    [
      'in an unknown charset',
      { type: 'text/html; charset=klingon', body: Buffer.from('<p>Köln fährt.</p>', 'latin1') },
      /cannot be read as klingon/,
    ],
  ] as const)('%s is told in one line, and the others are brought in', async (_, answer, line) => {
    const site = await siteWithBrokenPage(answer);
    const into = await temporaryFolder();
    const summary = await bringIn(site.origin, into, { kind: 'sitemap' });
    expect(counts(summary)).toEqual({ new: 2, failed: 1 });
    expect(summary.problems).toMatchObject([{ problem: expect.stringMatching(line) }]);
    expect(summary.problems[0]?.problem).not.toContain('\n');
    expect(Object.keys(await filesOf(into))).toEqual(['workshop-1.md', 'workshop-3.md']);
  });

  it('in a charset of its own is read by it', async () => {
    const text = 'Die Städte trafen sich in Köln und sprachen über Wärme, Müll und Böden. '.repeat(5);
    const page = Buffer.from(`<html><body><article><p>${text}</p></article></body></html>`, 'latin1');
    const site = await siteWithBrokenPage({ type: 'text/html; charset=iso-8859-1', body: page });
    const into = await temporaryFolder();
    expect(counts(await bringIn(site.origin, into, { kind: 'sitemap' }))).toEqual({ new: 3 });
    expect((await filesOf(into))['workshop-2.md']).toContain(text.trim());
  });
});

describe('a hostile feed', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "${'x'.repeat(1000)}">${Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY ${'b'.repeat(i + 1)} "${`&${i === 0 ? 'a' : 'b'.repeat(i)};`.repeat(10)}">`,
  ).join(
    '',
  )}]><rss version="2.0"><channel><title>&bbbbbbbbb;</title><item><title>A</title></item></channel></rss>`;
  const outside = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>
    <rss version="2.0"><channel><title>T</title><item><guid>1</guid><description>&a;</description></item></channel></rss>`;

  it.each([
    ['with entities that multiply', bomb, /declares XML entities/],
    ['with an entity from outside', outside, /declares XML entities/],
    [
      'that breaks off',
      '<rss version="2.0"><channel><item><title>A',
      /no RSS, Atom or JSON feed|no feed|brought in/,
    ],
    ['that is none', '{"items": 1}', /no RSS, Atom or JSON feed/],
    [
      'of 10,000 levels',
      `<rss version="2.0"><channel><item>${'<a>'.repeat(10_000)}`,
      /no RSS, Atom or JSON feed/,
    ],
  ])('%s is told in one line', async (_, body, line) => {
    const site = await openSite();
    site.answers.set('/feed/', { type: 'application/rss+xml', body });
    const into = await temporaryFolder();
    const run = bringIn(`${site.origin}/`, into, { kind: 'feed' });
    const failure = await run.then(
      (summary) => new Error(JSON.stringify(summary)),
      (error: Error) => error,
    );
    expect(failure).toMatchObject({ name: 'AttacheError', message: expect.stringMatching(line) });
    expect(failure.message).not.toContain('\n');
  });
});

describe('a category whose name is no name', () => {
  const name = '<b>'.repeat(300);

  it('of a feed is left out, and its article is brought in', async () => {
    const site = await openSite();
    site.put(siteArticle(1));
    const own = site.answer({ url: '/feed/', headers: {} } as never).body.toString();
    const body = own.replace('<category>', `<category><![CDATA[${name}]]></category><category>`);
    site.answers.set('/feed/', { type: 'application/rss+xml', body });
    const into = await temporaryFolder();
    expect(counts(await bringIn(`${site.origin}/feed/`, into))).toEqual({ new: 1 });
    expect((await filesOf(into))['workshop-1.md']).toContain('\ncategory: "Events & Calls"\n');
  });

  it('of WordPress is left out, and all articles are brought in', async () => {
    const site = await openSite();
    site.put(siteArticle(1), siteArticle(2));
    const categories = [
      { id: 3, name, slug: 'news' },
      { id: 7, name: 'Events &amp; Calls', slug: 'events' },
    ];
    const body = JSON.stringify(categories);
    site.answers.set('/wp-json/wp/v2/categories', { type: 'application/json', body });
    const into = await temporaryFolder();
    expect(counts(await bringIn(site.origin, into))).toEqual({ new: 2 });
    const files = await filesOf(into);
    expect(files['workshop-1.md']).toContain('\ncategory: "Events & Calls"\n');
    expect(files['workshop-2.md']).not.toContain('\ncategory:');
  });
});

describe('a hostile sitemap', () => {
  const pages = (site: FakeSite) =>
    [1, 2].map((id) => `<url><loc>${site.addressOf(siteArticle(id))}</loc></url>`).join('');

  it.each([
    [
      'with entities that multiply',
      (
        site: FakeSite,
      ) => `<!DOCTYPE urlset [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>
      <urlset><url><loc>${site.origin}/${'&b;'.repeat(1000)}/</loc></url>${pages(site)}</urlset>`,
    ],
    [
      'with addresses of files and of other hosts',
      (site: FakeSite) => `<urlset><url><loc>file:///etc/passwd</loc></url>
      <url><loc>javascript:alert(1)</loc></url>${pages(site)}</urlset>`,
    ],
    ['of 10,000 levels', (site: FakeSite) => `<urlset>${'<a>'.repeat(10_000)}${pages(site)}</urlset>`],
  ])('%s does no harm, and its pages are brought in', async (_, body) => {
    const site = await openSite();
    site.put(siteArticle(1), siteArticle(2));
    site.answers.set('/sitemap.xml', { type: 'application/xml', body: body(site) });
    const summary = await bringIn(site.origin, await temporaryFolder(), { kind: 'sitemap' });
    expect(summary).toMatchObject({ new: 2, ended: 'finished' });
    for (const { problem } of summary.problems) expect(problem).toMatch(/^[^\n]{1,500}$/);
  });

  it('that lists a page of a cloud’s metadata service has that page refused in one line', async () => {
    const site = await openSite();
    site.put(siteArticle(1), siteArticle(2));
    const body = `<urlset><url><loc>http://169.254.169.254/latest/meta-data</loc></url>${pages(site)}</urlset>`;
    site.answers.set('/sitemap.xml', { type: 'application/xml', body });
    const summary = await bringIn(site.origin, await temporaryFolder(), { kind: 'sitemap' });
    expect(counts(summary)).toEqual({ new: 2, failed: 1 });
    expect(summary.problems[0]?.problem).toMatch(
      /^http:\/\/169\.254\.169\.254\/latest\/meta-data: is not on [^\n]+$/,
    );
  });

  it('that lists itself is read once', async () => {
    const site = await openSite();
    site.put(siteArticle(1));
    const index = ['sitemap', 'post-sitemap'].map(
      (name) => `<sitemap><loc>${site.origin}/${name}.xml</loc></sitemap>`,
    );
    site.answers.set('/sitemap.xml', {
      type: 'application/xml',
      body: `<sitemapindex>${index.join('')}</sitemapindex>`,
    });
    const into = await temporaryFolder();
    await bringIn(site.origin, into, { kind: 'sitemap' });
    // Once it is known where the sitemap is, it is fetched to be read only.
    site.takeRequests();
    await bringIn(site.origin, into, { kind: 'sitemap' });
    expect(site.takeRequests().filter((request) => request === '/sitemap.xml')).toHaveLength(1);
  });
});

describe('a hostile WordPress', () => {
  it.each([
    ['that answers with a page', { type: 'application/json', body: '<html>' }],
    ['that answers with something else', { type: 'application/json', body: '{"code":"x"}' }],
    ['that lets nobody in', { status: 401, type: 'application/json', body: '{}' }],
  ])('%s is passed over for the sitemap', async (_, answer) => {
    const site = await openSite();
    site.put(siteArticle(1));
    site.answers.set('/wp-json/wp/v2/posts', answer);
    expect(await bringIn(site.origin, await temporaryFolder())).toMatchObject({ kind: 'sitemap', new: 1 });
  });

  it.each([
    ['with a text that is no list', { type: 'application/json', body: '<b>Fatal error</b>: memory' }],
    ['with 500', { status: 500, type: 'text/html', body: 'There has been a critical error.' }],
  ])('with posts that break the site, which answers %s, loses those only', async (_, broken) => {
    const site = await openSite();
    for (let id = 1; id <= 60; id++) site.put(siteArticle(id));
    const breaking = ['3', '21', '22', '23', '24', '25', '26'];
    const posts = (request: { url?: string | undefined }) => {
      const answer = () => {
        site.answers.delete('/wp-json/wp/v2/posts');
        const own = site.answer(request as never);
        site.answers.set('/wp-json/wp/v2/posts', posts);
        return own;
      };
      const ids = new URL(request.url ?? '', site.origin).searchParams.get('include')?.split(',') ?? [];
      return ids.some((id) => breaking.includes(id)) ? broken : answer();
    };
    site.answers.set('/wp-json/wp/v2/posts', posts);
    const into = await temporaryFolder();
    const first = await bringIn(`${site.origin}/wp-json/`, into);
    expect(counts(first)).toEqual({ new: 53, failed: 7 });
    site.put(siteArticle(61));
    const second = await bringIn(`${site.origin}/wp-json/`, into);
    expect(counts(second)).toEqual({ new: 1, unchanged: 53, failed: 7 });
    expect([first.ended, second.ended]).toEqual(['finished', 'finished']);
  });

  it('that gives a list, but no post any more, is left alone before long', async () => {
    const site = await openSite();
    for (let id = 1; id <= 100; id++) site.put(siteArticle(id));
    let asked = 0;
    const posts = (request: { url?: string | undefined }) => {
      if (request.url?.includes('include=')) {
        asked += 1;
        return { status: 503, body: 'Down.' };
      }
      site.answers.delete('/wp-json/wp/v2/posts');
      const list = site.answer(request as never);
      site.answers.set('/wp-json/wp/v2/posts', posts);
      return list;
    };
    site.answers.set('/wp-json/wp/v2/posts', posts);
    const summary = await bringIn(`${site.origin}/wp-json/`, await temporaryFolder());
    expect(summary.problems.at(-1)?.problem).toContain('It stopped answering');
    const attempts = 4;
    expect(asked).toBeLessThan(60 * attempts);
  });

  it('that answers nothing any more is not asked for one post after the other', async () => {
    const site = await openSite();
    for (let id = 1; id <= 60; id++) site.put(siteArticle(id));
    const list = site.answer({ url: '/wp-json/wp/v2/posts?per_page=100&_fields=id' } as never);
    let asked = 0;
    const down = { status: 503, body: 'Down.' };
    site.answers.set('/wp-json/wp/v2/posts', () => (asked++ === 0 ? list : down));
    const summary = await bringIn(`${site.origin}/wp-json/`, await temporaryFolder());
    expect(counts(summary)).toEqual({ failed: 5 });
    expect(summary.ended).toBe('stopped');
    // The list, fifty texts, and whether there is a list still.
    expect(asked).toBe(3);
  });
});
