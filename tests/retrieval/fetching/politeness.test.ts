import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../../src/package-files.ts';
import { until } from '../../bots/until.ts';
import { fetched, open, openFor, page, refusal, resolveTo } from './fetching.ts';
import { inTurn, redirectTo, respond, startSite } from './local-site.ts';
import { ManualClock } from './manual-clock.ts';

const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
const TEXT = { 'content-type': 'text/plain' };

describe('a server', () => {
  it('is told who asks, and whom to turn to', async () => {
    const site = await startSite({ '/a': 'a' });
    await fetched(openFor(site, { contact: 'https://example.org/bot' }), page(`${site.origin}/a`));
    await fetched(openFor(site), page(`${site.origin}/a`));
    expect(site.asked.map(({ headers }) => headers['user-agent'])).toEqual([
      `Attache/${version} (+https://example.org/bot)`,
      `Attache/${version}`,
    ]);
  });

  it.each(['a b', 'me)', 'a\r\nx-evil: 1', 'ö@example.org'])('is not told a contact like %j', (contact) => {
    expect(() => open({ hosts: ['example.org'], contact })).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID' }),
    );
  });

  it('gets one request at a time, in the order of asking', async () => {
    const waiting: { url: string | undefined; response: ServerResponse }[] = [];
    const hold = (request: { url?: string | undefined }, response: ServerResponse) => {
      waiting.push({ url: request.url, response });
    };
    const site = await startSite({ '/a': hold, '/b': hold, '/c': hold });
    const fetcher = openFor(site);
    const all = Promise.all(['/a', '/b', '/c'].map((path) => fetcher.get(page(`${site.origin}${path}`))));
    for (const path of ['/a', '/b', '/c']) {
      const { url, response } = await until(`request for ${path}`, () => waiting.shift());
      expect(url).toBe(path);
      expect(waiting).toEqual([]);
      response.writeHead(200, { 'content-type': 'text/html' }).end(path);
    }
    expect((await all).map((result) => result.kind === 'fetched' && result.text)).toEqual(['/a', '/b', '/c']);
  });

  it('is left in peace for half a second between two requests', async () => {
    const clock = new ManualClock();
    const site = await startSite({ '/a': 'a', '/old': redirectTo('/a') });
    const fetcher = openFor(site, { clock, delayMs: undefined });
    await fetcher.get(page(`${site.origin}/a`));
    await fetcher.get(page(`${site.origin}/old`));
    // Before each: the page, the redirect and its target. Nothing comes before robots.txt.
    expect(clock.pauses).toEqual([500, 500, 500]);
  });

  it('is one and the same with www. in front', async () => {
    const clock = new ManualClock();
    const site = await startSite({ '/a': 'a' });
    const host = `example.org:${site.port}`;
    const lookup = resolveTo('127.0.0.1');
    const fetcher = open({ hosts: [host], allowPrivate: true, clock, lookup, delayMs: 500 });
    await fetcher.get(page(`http://${host}/a`));
    await fetcher.get(page(`http://www.${host}/a`));
    // robots.txt, page; robots.txt, page.
    expect(clock.pauses).toEqual([500, 500, 500]);
  });

  it('is asked at once when the time has passed anyway', async () => {
    const clock = new ManualClock();
    const site = await startSite({ '/a': 'a' });
    const fetcher = openFor(site, { clock, delayMs: 500 });
    await fetcher.get(page(`${site.origin}/a`));
    clock.pass(200);
    await fetcher.get(page(`${site.origin}/a`));
    clock.pass(5_000);
    await fetcher.get(page(`${site.origin}/a`));
    expect(clock.pauses).toEqual([500, 300]);
  });

  it('is asked only for what has changed', async () => {
    const etag = '"v1"';
    const lastModified = 'Mon, 01 Jan 2024 00:00:00 GMT';
    const site = await startSite({
      '/a': (request, response) => {
        if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
        else
          respond({ 'content-type': 'text/html', etag, 'last-modified': lastModified }, 'a')(
            request,
            response,
          );
      },
    });
    const fetcher = openFor(site);
    const first = await fetched(fetcher, page(`${site.origin}/a`));
    expect(first).toMatchObject({ etag, lastModified });
    expect(site.asked[0]?.headers).not.toHaveProperty('if-none-match');
    const second = await fetcher.get({ ...page(`${site.origin}/a`), validators: first });
    expect(second).toEqual({ kind: 'not-modified' });
    expect(site.asked[1]?.headers).toMatchObject({
      'if-none-match': etag,
      'if-modified-since': lastModified,
    });
    expect(site.connections()).toBe(1);
  });

  it('gets no validator that cannot stand in a header', async () => {
    const site = await startSite({ '/a': 'a' });
    const validators = { etag: 'a\r\nx-evil: 1', lastModified: null };
    await fetched(openFor(site), { ...page(`${site.origin}/a`), validators });
    expect(site.asked[0]?.headers).not.toHaveProperty('if-none-match');
    expect(site.asked[0]?.headers).not.toHaveProperty('x-evil');
  });

  it('gets no validator back that is not fit to be kept', async () => {
    const site = await startSite({
      '/a': (_request, response) => {
        const headers =
          'Content-Type: text/html\r\nETag: "\u0085"\r\nX-Note: a\u009b31m\r\nContent-Length: 1';
        response.socket?.end(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\na`, 'latin1');
      },
    });
    const { etag, headers } = await fetched(openFor(site), page(`${site.origin}/a`));
    expect(etag).toBeNull();
    expect(headers['x-note']).toBe('a 31m');
  });

  it('that says without being asked that nothing changed is not believed', async () => {
    const site = await startSite({ '/a': respond({}, '', 304) });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error).toMatchObject({ failure: 'unusable' });
  });

  it('does not get its cookies back, nor does anybody else', async () => {
    const site = await startSite({
      '/a': respond({ 'content-type': 'text/html', 'set-cookie': 'id=1' }, 'a'),
    });
    const fetcher = openFor(site);
    const { headers } = await fetched(fetcher, page(`${site.origin}/a`));
    await fetched(fetcher, page(`${site.origin}/a`));
    expect(headers).not.toHaveProperty('set-cookie');
    expect(site.asked[1]?.headers).not.toHaveProperty('cookie');
  });
});

describe('robots.txt', () => {
  const RULES =
    'User-agent: *\nDisallow: /private/\n\nUser-agent: Attache\nUser-agent: other\nDisallow: /not-for-us/';

  it('is respected where it names us, and asked for once', async () => {
    const site = await startSite({ '/robots.txt': respond(TEXT, RULES), '/a': 'a', '/private/b': 'b' });
    const fetcher = openFor(site);
    const error = await refusal(fetcher.get(page(`${site.origin}/not-for-us/c`)));
    expect(error.failure).toBe('address-refused');
    expect(error.message).toContain('robots.txt of the site asks not to fetch it');
    expect((await fetched(fetcher, page(`${site.origin}/a`))).text).toBe('a');
    expect((await fetched(fetcher, page(`${site.origin}/private/b`))).text).toBe('b');
    expect(site.asked.map(({ url }) => url)).toEqual(['/robots.txt', '/a', '/private/b']);
  });

  it('is asked for once by all who wait for it', async () => {
    const site = await startSite({ '/robots.txt': respond(TEXT, RULES), '/a': 'a' });
    const fetcher = openFor(site);
    await Promise.all([1, 2, 3].map(() => fetcher.get(page(`${site.origin}/a`))));
    expect(site.asked.map(({ url }) => url)).toEqual(['/robots.txt', '/a', '/a', '/a']);
  });

  it('is asked for again after a day', async () => {
    const clock = new ManualClock();
    const robots = inTurn(respond(TEXT, ''), respond(TEXT, 'User-agent: *\nDisallow: /'));
    const site = await startSite({ '/robots.txt': robots, '/a': 'a' });
    const fetcher = openFor(site, { clock });
    await fetched(fetcher, page(`${site.origin}/a`));
    clock.pass(23 * 3_600_000);
    await fetched(fetcher, page(`${site.origin}/a`));
    clock.pass(3_600_000);
    const outcomes = await Promise.allSettled([1, 2].map(() => fetcher.get(page(`${site.origin}/a`))));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(site.asked.filter(({ url }) => url === '/robots.txt')).toHaveLength(2);
  });

  it.each([401, 403, 404, 410])('that answers %i allows everything', async (status) => {
    const site = await startSite({
      '/robots.txt': respond(TEXT, 'User-agent: *\nDisallow: /', status),
      '/a': 'a',
    });
    expect((await fetched(openFor(site), page(`${site.origin}/a`))).text).toBe('a');
  });

  it('that is a page about something else allows everything', async () => {
    const site = await startSite({ '/robots.txt': '<!doctype html><p>Not found: sorry', '/a': 'a' });
    expect((await fetched(openFor(site), page(`${site.origin}/a`))).text).toBe('a');
  });

  it('that cannot be had allows nothing, until it can', async () => {
    const clock = new ManualClock();
    const broken = respond(TEXT, '', 503);
    const site = await startSite({
      '/robots.txt': inTurn(broken, broken, broken, broken, respond(TEXT, '')),
      '/a': 'a',
    });
    const fetcher = openFor(site, { clock });
    const error = await refusal(fetcher.get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unavailable');
    expect(error.message).toBe(
      `${site.origin}/a: robots.txt of the site could not be read, so nothing is fetched from it: the server answered 503 (Service Unavailable) (asked 4 times); try again later`,
    );
    await refusal(fetcher.get(page(`${site.origin}/b`)));
    expect(site.asked).toHaveLength(4);
    clock.pass(5 * 60_000);
    expect((await fetched(fetcher, page(`${site.origin}/a`))).text).toBe('a');
  });

  it('may be redirected on its site, but not away from it', async () => {
    const site = await startSite({
      '/robots.txt': redirectTo('/rules'),
      '/rules': respond(TEXT, 'User-agent: *\nDisallow: /b'),
      '/a': 'a',
      '/b': 'b',
    });
    const fetcher = openFor(site);
    expect((await fetched(fetcher, page(`${site.origin}/a`))).text).toBe('a');
    expect((await refusal(fetcher.get(page(`${site.origin}/b`)))).failure).toBe('address-refused');
    const away = await startSite({ '/robots.txt': redirectTo('http://169.254.169.254/'), '/a': 'a' });
    const error = await refusal(openFor(away).get(page(`${away.origin}/a`)));
    expect(error.message).toContain(
      'could not be read, so nothing is fetched from it: redirects to http://169',
    );
  });

  it.each([
    ['2', 2_000],
    ['0.5', 500],
    ['86400', 30_000],
    ['Infinity', 30_000],
    ['-5', 0],
    ['soon', 0],
  ])('that wishes for a delay of %s seconds gets %i ms', async (seconds, pauseMs) => {
    const clock = new ManualClock();
    const robots = respond(TEXT, `User-agent: *\nCrawl-delay: ${seconds}`);
    const site = await startSite({ '/robots.txt': robots, '/a': 'a' });
    const fetcher = openFor(site, { clock });
    for (const _time of [1, 2]) await fetcher.get(page(`${site.origin}/a`));
    expect(clock.pauses).toEqual(pauseMs === 0 ? [] : [pauseMs, pauseMs]);
  });

  it('with more names and rules than memory can pair is read all the same', async () => {
    const text = `${'User-agent: a\n'.repeat(16_000)}${'Disallow: /a\n'.repeat(16_000)}User-agent: *\nDisallow: /b`;
    const site = await startSite({ '/robots.txt': respond(TEXT, text), '/a': 'a' });
    const fetcher = openFor(site);
    expect((await fetched(fetcher, page(`${site.origin}/a`))).text).toBe('a');
    expect((await refusal(fetcher.get(page(`${site.origin}/b`)))).failure).toBe('address-refused');
  });

  it.each([
    [
      'rules without end',
      `User-agent: *\n${`Disallow: /${'*a'.repeat(200)}b\n`.repeat(200)}`,
      'its rules are longer than 32 kB',
    ],
    ['half a megabyte', '#'.repeat(600 * 1024), 'is larger than 512 kB'],
  ])('of %s allows nothing', async (_size, text, reason) => {
    const site = await startSite({ '/robots.txt': respond(TEXT, text), '/a': 'a' });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.message).toContain(reason);
  });
});
