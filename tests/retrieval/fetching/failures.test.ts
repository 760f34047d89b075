import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { networkObstacle } from '../../../src/retrieval/fetching/network-obstacle.ts';
import { until } from '../../bots/until.ts';
import { fetched, open, openFor, page, refusal } from './fetching.ts';
import { inTurn, respond, startSite } from './local-site.ts';
import { ManualClock } from './manual-clock.ts';

const HTML = { 'content-type': 'text/html' };
const ok = respond(HTML, 'here');

describe('an answer', () => {
  it.each([
    [404, 'gone', 'is gone: the server answered 404 (Not Found)'],
    [410, 'gone', 'is gone: the server answered 410 (Gone)'],
    [401, 'refused', 'the server answered 401 (Unauthorized), so it cannot be read'],
    [403, 'refused', 'the server answered 403 (Forbidden)'],
    [451, 'refused', 'the server answered 451'],
    [204, 'unusable', 'the server answered 204 (No Content), which brings no document'],
    [206, 'unusable', 'the server answered 206'],
    [300, 'unusable', 'the server answered 300'],
    [799, 'unavailable', 'the server answered 799 (asked 4 times); try again later'],
  ])('of %i means %s', async (status, failure, reason) => {
    const site = await startSite({ '/a': respond(HTML, '', status) });
    const error = await refusal(openFor(site, { clock: new ManualClock() }).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe(failure);
    expect(error.message).toContain(reason);
    expect(site.asked).toHaveLength(failure === 'unavailable' ? 4 : 1);
  });

  it('that is not HTTP is told', async () => {
    const site = await startRaw('SSH-2.0-OpenSSH_9.2\r\n');
    const error = await refusal(open(site.options).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unavailable');
    expect(error.message).toContain('the server does not answer in HTTP');
  });

  it('with endless headers is unusable', async () => {
    const site = await startSite({
      '/a': (_request, response) => response.socket?.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`),
    });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unusable');
    expect(error.message).toContain('the server sends more headers than are read');
  });

  it('in plain text to a request for https is told', async () => {
    const site = await startRaw('HTTP/1.1 400 Bad Request\r\n\r\n');
    const error = await refusal(open(site.options).get(page(`${site.origin.replace('http', 'https')}/a`)));
    expect(error.failure).toBe('unavailable');
    expect(error.message).toContain('check whether the address is really https');
  });

  it.each(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    'under a certificate that is not valid (%s) is not asked for again',
    (code) => {
      const obstacle = networkObstacle(Object.assign(new Error('certificate'), { code }));
      expect(obstacle).toMatchObject({ message: `its certificate is not valid (${code})`, passing: false });
    },
  );
});

describe('a failure that may pass', () => {
  it('is tried again after a rest', async () => {
    const clock = new ManualClock();
    const site = await startSite({ '/a': inTurn(respond({}, '', 503), ok) });
    expect((await fetched(openFor(site, { clock }), page(`${site.origin}/a`))).text).toBe('here');
    expect(clock.pauses).toEqual([1_000]);
  });

  it('is tried four times in all, each after a longer rest', async () => {
    const clock = new ManualClock();
    const site = await startSite({ '/a': respond({}, '', 500) });
    const error = await refusal(openFor(site, { clock }).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unavailable');
    expect(error.message).toBe(
      `${site.origin}/a: the server answered 500 (Internal Server Error) (asked 4 times); try again later`,
    );
    expect(site.asked).toHaveLength(4);
    expect(clock.pauses).toEqual([1_000, 2_000, 4_000]);
  });

  it('is tried again after a minute at most', async () => {
    const clock = new ManualClock();
    const site = await startSite({ '/a': respond({}, '', 500) });
    const fetcher = openFor(site, { clock, limits: { backOffMs: 40_000 } });
    expect((await refusal(fetcher.get(page(`${site.origin}/a`)))).message).toContain('asked 4 times');
    expect(clock.pauses).toEqual([40_000, 60_000, 60_000]);
  });

  it.each([
    ['7', 7_000],
    ['0', 1_000],
    ['Mon, 01 Jan 2024 00:00:20 GMT', 20_000],
    ['Sun, 31 Dec 2023 00:00:00 GMT', 1_000],
    ['later', 1_000],
    ['-3', 1_000],
  ])('waits as long as the server asks (Retry-After: %s)', async (retryAfter, pauseMs) => {
    const clock = new ManualClock();
    const site = await startSite({ '/a': inTurn(respond({ 'retry-after': retryAfter }, '', 429), ok) });
    await fetched(openFor(site, { clock }), page(`${site.origin}/a`));
    expect(clock.pauses).toEqual([pauseMs]);
  });

  it('is left alone when the server asks for a long rest, and so is its whole host until then', async () => {
    const clock = new ManualClock();
    const site = await startSite({
      '/a': inTurn(respond({ 'retry-after': '3600' }, '', 429), ok),
      '/b': 'b',
    });
    const fetcher = openFor(site, { clock });
    const error = await refusal(fetcher.get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unavailable');
    expect(error.message).toContain('the server asks to be left alone for 3600 s; try again after that');
    expect((await refusal(fetcher.get(page(`${site.origin}/b`)))).message).toContain('left alone');
    expect(site.asked).toHaveLength(1);
    clock.pass(3_600_000);
    expect((await fetched(fetcher, page(`${site.origin}/b`))).text).toBe('b');
    expect(clock.pauses).toEqual([]);
  });

  it('does not silence a host for longer than a day', async () => {
    const clock = new ManualClock();
    const site = await startSite({ '/a': inTurn(respond({ 'retry-after': '999999999999' }, '', 503), ok) });
    const fetcher = openFor(site, { clock });
    await refusal(fetcher.get(page(`${site.origin}/a`)));
    clock.pass(24 * 3_600_000);
    expect((await fetched(fetcher, page(`${site.origin}/a`))).text).toBe('here');
  });

  it('holds up the other requests to the host', async () => {
    const clock = new ManualClock();
    const site = await startSite({ '/a': inTurn(respond({}, '', 503), ok), '/b': 'b' });
    const fetcher = openFor(site, { clock });
    await Promise.all([fetcher.get(page(`${site.origin}/a`)), fetcher.get(page(`${site.origin}/b`))]);
    expect(site.asked.map(({ url }) => url)).toEqual(['/a', '/b', '/a']);
    expect(clock.pauses).toEqual([1_000]);
  });

  it('may be a connection that breaks off before the answer', async () => {
    const site = await startSite({ '/a': inTurn((request) => request.socket.resetAndDestroy(), ok) });
    const fetcher = openFor(site, { clock: new ManualClock() });
    expect((await fetched(fetcher, page(`${site.origin}/a`))).text).toBe('here');
  });

  it.each([
    ['with a length', { 'content-length': '1000' }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('may be a connection that breaks off within the body, %s', async (_how, headers) => {
    const site = await startSite({
      '/a': (request, response) => {
        response.writeHead(200, { ...HTML, ...headers });
        response.write('half of ', () => request.socket.resetAndDestroy());
      },
    });
    const error = await refusal(openFor(site, { clock: new ManualClock() }).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unavailable');
    expect(error.message).toMatch(/the connection broke off \(\w+\) \(asked 4 times\); try again later$/);
  });

  it('may be a server that is not there', async () => {
    const site = await startRaw('');
    await site.close();
    const error = await refusal(
      open({ ...site.options, clock: new ManualClock() }).get(page(`${site.origin}/a`)),
    );
    expect(error.failure).toBe('unavailable');
    expect(error.message).toContain('the server refuses connections (ECONNREFUSED) (asked 4 times)');
  });
});

describe('a server', () => {
  it('that never answers is given up', async () => {
    const site = await startSite({ '/a': () => {} });
    const fetcher = openFor(site, { limits: { headersMs: 20, retries: 0 } });
    const error = await refusal(fetcher.get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unavailable');
    expect(error.message).toContain(
      'the server did not answer in time (UND_ERR_HEADERS_TIMEOUT); try again later',
    );
  });

  it('that falls silent within a page is given up', async () => {
    const site = await startSite({
      '/a': (_request, response) => {
        response.writeHead(200, HTML);
        response.write('half of ');
      },
    });
    const fetcher = openFor(site, { limits: { idleMs: 20, retries: 0 } });
    const error = await refusal(fetcher.get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unavailable');
    expect(error.message).toContain('the server stopped sending (UND_ERR_BODY_TIMEOUT)');
  });

  it('that drips for ever is given up', async () => {
    const clock = new ManualClock();
    let drops = 0;
    let left = false;
    const site = await startSite({
      '/a': (_request, response) => {
        response.writeHead(200, HTML);
        const drip = () => {
          drops += 1;
          if (!left) response.write('.', () => setImmediate(drip));
        };
        response.on('close', () => {
          left = true;
        });
        drip();
      },
    });
    const outcome = refusal(openFor(site, { clock, limits: { retries: 0 } }).get(page(`${site.origin}/a`)));
    await until('some drops', () => drops > 10);
    clock.ringAlarms();
    const error = await outcome;
    expect(error.failure).toBe('unavailable');
    expect(error.message).toBe(`${site.origin}/a: took longer than 60 s; try again later`);
    await until('the server is left', () => left);
  });

  it('that has answered is not timed any longer, whatever it answered', async () => {
    const clock = new ManualClock();
    const site = await startSite({ '/a': ok });
    const fetcher = openFor(site, { clock });
    await fetched(fetcher, page(`${site.origin}/a`));
    await refusal(fetcher.get(page(`${site.origin}/missing`)));
    expect(clock.armed).toBe(0);
  });

  it('whose refusal drips for ever is given up as well', async () => {
    const clock = new ManualClock();
    const site = await startSite({
      '/a': (_request, response) => {
        response.writeHead(404, HTML);
        response.write('.');
      },
    });
    const outcome = refusal(openFor(site, { clock, limits: { retries: 0 } }).get(page(`${site.origin}/a`)));
    await until('the request', () => site.asked.length === 1);
    clock.ringAlarms();
    expect((await outcome).failure).toBe('unavailable');
  });
});

/** A server that says the same to everybody. */
async function startRaw(words: string) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.resume().end(words);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  onTestFinished(close);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin: `http://${host}`, options: { hosts: [host], allowPrivate: true }, close };
}
