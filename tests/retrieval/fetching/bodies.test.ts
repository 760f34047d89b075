import type { ServerResponse } from 'node:http';
import { PassThrough, pipeline, type Transform } from 'node:stream';
import {
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createDeflate,
  createGzip,
  deflateRawSync,
  deflateSync,
  gzipSync,
} from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fetched, openFor, page, refusal } from './fetching.ts';
import { respond, startSite } from './local-site.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const LIMIT_BYTES = 5 * 1024 * 1024;
/** At its best, Brotli keeps endless zeros to itself for gigabytes. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

describe('a body', () => {
  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['identity', Buffer.from],
  ])('compressed by %s is decompressed', async (encoding, compress) => {
    const text = '<p>Grüße aus Łódź</p>'.repeat(10_000);
    const site = await startSite({
      '/a': respond({ ...HTML, 'content-encoding': encoding }, compress(Buffer.from(text))),
    });
    expect((await fetched(openFor(site), page(`${site.origin}/a`))).text).toBe(text);
    expect(site.asked[0]?.headers['accept-encoding']).toBe('gzip, br, deflate');
  });

  it.each(['gzip', 'deflate', 'br'])('may be empty, with %s', async (encoding) => {
    const site = await startSite({ '/a': respond({ ...HTML, 'content-encoding': encoding }) });
    expect((await fetched(openFor(site), page(`${site.origin}/a`))).text).toBe('');
  });

  it('may be as large as the limit', async () => {
    const site = await startSite({ '/a': respond(HTML, 'x'.repeat(1_000)) });
    const fetcher = openFor(site, { limits: { bodyBytes: 1_000 } });
    expect((await fetched(fetcher, page(`${site.origin}/a`))).text).toHaveLength(1_000);
  });

  it('of 10 MB is refused unread', async () => {
    let sent = 0;
    const site = await startSite({
      '/a': (_request, response) => {
        response.writeHead(200, { ...HTML, 'content-length': 10 * 1024 * 1024 });
        response.write('x'.repeat(100), () => {
          sent += 100;
        });
      },
    });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unusable');
    expect(error.message).toBe(`${site.origin}/a: is larger than 5 MB, so it is not read`);
    expect(sent).toBeLessThanOrEqual(100);
  });

  it.each([
    ['identity', () => new PassThrough()],
    ['gzip', () => createGzip()],
    ['br', () => createBrotliCompress(QUICK)],
    ['deflate', () => createDeflate()],
  ])('without end is left at the limit, with %s', async (encoding, createEncoder) => {
    let left: Promise<void> | null = null;
    const site = await startSite({
      '/a': (_request, response) => {
        response.writeHead(200, { ...HTML, 'content-encoding': encoding });
        left = sendForever(response, createEncoder());
      },
    });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unusable');
    expect(error.message).toContain('is larger than 5 MB, so it is not read');
    await left;
  });

  it.each([
    ['gzip', gzipSync],
    ['br', (bytes: Buffer) => brotliCompressSync(bytes, QUICK)],
    ['deflate', deflateSync],
  ])('that holds far more than it weighs is left at the limit, with %s', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(20 * LIMIT_BYTES));
    expect(bomb.byteLength).toBeLessThan(LIMIT_BYTES / 10);
    const site = await startSite({ '/a': respond({ ...HTML, 'content-encoding': encoding }, bomb) });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.message).toContain('is larger than 5 MB');
  });

  it('that decompresses to nothing without end is left at the limit', async () => {
    const start = Buffer.from('1f8b0800000000000003', 'hex');
    // Stored blocks of no bytes, none of which is the last one (RFC 1951 section 3.2.4).
    const nothing = Buffer.from('000000ffff'.repeat(10_000), 'hex');
    let left: Promise<void> | null = null;
    const site = await startSite({
      '/a': (_request, response) => {
        response.writeHead(200, { ...HTML, 'content-encoding': 'gzip' });
        response.write(start);
        left = sendForever(response, new PassThrough(), nothing);
      },
    });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.message).toContain('is larger than 5 MB, so it is not read');
    await left;
  });

  it.each([
    ['application/gzip', {}],
    ['application/x-gzip', {}],
    ['application/x-gzip', { 'content-encoding': 'gzip' }],
    ['application/octet-stream', {}],
  ])('that is a file of the type %s is decompressed, with the headers %j', async (type, headers) => {
    const site = await startSite({
      '/a.gz': respond({ 'content-type': type, ...headers }, gzipSync('Grüße aus Łódź')),
    });
    const request = { url: `${site.origin}/a.gz`, accept: [type] };
    expect((await fetched(openFor(site), request)).text).toBe('Grüße aus Łódź');
  });

  it('that is a file of no known type and not compressed is read as it is', async () => {
    const type = 'application/octet-stream';
    const site = await startSite({ '/a': respond({ 'content-type': type }, Buffer.from('Grüße aus Łódź')) });
    expect((await fetched(openFor(site), { url: `${site.origin}/a`, accept: [type] })).text).toBe(
      'Grüße aus Łódź',
    );
  });

  it('that is a compressed file and holds far more than it weighs is left at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * LIMIT_BYTES));
    const site = await startSite({ '/a.gz': respond({ 'content-type': 'application/gzip' }, bomb) });
    const request = { url: `${site.origin}/a.gz`, accept: ['application/gzip'] };
    const error = await refusal(openFor(site).get(request));
    expect(error.message).toContain('is larger than 5 MB');
  });

  it('compressed twice is not read', async () => {
    const nested = gzipSync(gzipSync('<p>hello</p>'));
    const site = await startSite({ '/a': respond({ ...HTML, 'content-encoding': 'gzip, gzip' }, nested) });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unusable');
    expect(error.message).toContain("is compressed more than once ('gzip, gzip')");
  });

  it('compressed in an unknown way is not read', async () => {
    const site = await startSite({ '/a': respond({ ...HTML, 'content-encoding': 'zstd' }, 'hello') });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.message).toContain("is compressed in a way that is not understood ('zstd')");
  });

  it.each([
    ['gzip', Buffer.from('not compressed at all')],
    ['br', Buffer.from('not compressed at all')],
    ['deflate', Buffer.from('not compressed at all')],
    ['gzip', gzipSync('hello '.repeat(1_000)).subarray(0, 30)],
    ['br', brotliCompressSync('hello '.repeat(1_000)).subarray(0, 10)],
  ])('whose %s data is damaged is unusable, and not asked for again', async (encoding, body) => {
    const site = await startSite({ '/a': respond({ ...HTML, 'content-encoding': encoding }, body) });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unusable');
    expect(error.message).toMatch(/its compressed data (is damaged|ends too early)/);
    expect(site.asked).toHaveLength(1);
  });
});

describe('a content type', () => {
  it.each([
    ['text/html', 'text/html'],
    ['Text/HTML;charset=utf-8', 'text/html'],
    ['application/xhtml+xml ; charset=utf-8', 'application/xhtml+xml'],
  ])('%s is read as %s', async (contentType, mediaType) => {
    const site = await startSite({ '/a': respond({ 'content-type': contentType }, 'hello') });
    const accept = ['text/html', 'application/xhtml+xml'];
    const result = await fetched(openFor(site), { url: `${site.origin}/a`, accept });
    expect(result.mediaType).toBe(mediaType);
    expect(site.asked[0]?.headers.accept).toBe('text/html, application/xhtml+xml');
  });

  it.each([
    ['image/png', "is 'image/png', not text/html"],
    ['text/htmlx', "is 'text/htmlx', not text/html"],
    ['', 'is of no named type, not text/html'],
  ])("that was not asked for ('%s') is refused before its body", async (contentType, reason) => {
    let left: Promise<void> | null = null;
    const site = await startSite({
      '/a': (_request, response) => {
        response.writeHead(200, contentType === '' ? {} : { 'content-type': contentType });
        left = sendForever(response, new PassThrough());
      },
    });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unusable');
    expect(error.message).toContain(reason);
    await left;
  });

  it.each([
    ['a PNG picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000010', 'hex')],
    ['a ZIP archive', Buffer.from('504b03041400000008000000210000000000000a', 'hex')],
    ['a JPEG picture', Buffer.from('ffd8ffe000104a46494600010101004800480000ffdb0043000302', 'hex')],
  ])('that hides %s is noticed', async (_what, body) => {
    const site = await startSite({ '/a': respond({ 'content-type': 'text/html' }, body) });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unusable');
    expect(error.message).toContain('is not text, although the server calls it text/html');
  });

  it('cannot bring line breaks or escape sequences into a message', async () => {
    const site = await startSite({
      '/a': (_request, response) => {
        const socket = response.socket;
        socket?.end(
          'HTTP/1.1 200 OK\r\nContent-Type: a\u009b31m\u0085b\u00ad\r\nContent-Length: 1\r\n\r\nx',
          'latin1',
        );
      },
    });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.message).toContain("is 'a 31m b', not text/html");
  });
});

/** Sends the same bytes until the reader has gone, which the promise tells. */
function sendForever(
  response: ServerResponse,
  encoder: Transform,
  bytes = Buffer.alloc(64 * 1024),
): Promise<void> {
  const endless = function* () {
    for (;;) yield bytes;
  };
  return new Promise((resolve) => pipeline(endless(), encoder, response, () => resolve()));
}
