import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/retrieval/fetching/charset.ts';
import { fetched, openFor, page, refusal } from './fetching.ts';
import { respond, startSite } from './local-site.ts';

const WORDS = 'Grüße – “quoted”';
/** The same words in windows-1252. */
const WESTERN = Buffer.from(`4772fcdf6520962093${Buffer.from('quoted').toString('hex')}94`, 'hex');
const CYRILLIC = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);

const html = (head: string, words: Uint8Array) => Buffer.concat([Buffer.from(`${head}<p>`), words]);

describe('a charset', () => {
  it.each([
    ['the header', 'text/html; charset=windows-1252', WESTERN],
    ['the header in quotes', 'text/html; charset="Windows-1252"', WESTERN],
    ['the header as ISO 8859-1, which browsers read so', 'text/html;charset=iso-8859-1', WESTERN],
    ['a byte order mark', 'text/html; charset=windows-1252', Buffer.from(`\uFEFF${WORDS}`)],
    ['a byte order mark of UTF-16', 'text/html', Buffer.from(`\uFEFF${WORDS}`, 'utf16le')],
    [
      'a byte order mark of big-endian UTF-16',
      'text/html',
      Buffer.from(`\uFEFF${WORDS}`, 'utf16le').swap16(),
    ],
    ['a header that says UTF-16', 'text/html; charset=utf-16le', Buffer.from(WORDS, 'utf16le')],
    ['nobody: UTF-8', 'text/html', Buffer.from(WORDS)],
    ['nobody, and it is not UTF-8', 'text/html', WESTERN],
    ['an unknown name, and it is UTF-8', 'text/html; charset=klingon', Buffer.from(WORDS)],
  ])('is known from %s', (_from, contentType, bytes) => {
    expect(decodeText(bytes, contentType)).toBe(WORDS);
  });

  it.each([
    ['<?xml version="1.0" encoding="windows-1251"?>', 'application/rss+xml'],
    ["<?xml version='1.0' encoding='windows-1251' ?>", 'application/rss+xml'],
    ['<meta charset=windows-1251>', 'text/html'],
    ['<META CHARSET="windows-1251" />', 'text/html'],
    ['<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', 'text/html'],
    ['<!-- <meta charset="utf-16"> --><meta charset="windows-1251">', 'text/html'],
  ])('is known from %s', (head, contentType) => {
    expect(decodeText(html(head, CYRILLIC), contentType)).toBe(`${head}<p>Привет`);
  });

  it('of the header wins over that of the page', () => {
    const head = '<meta charset="koi8-r">';
    expect(decodeText(html(head, CYRILLIC), 'text/html; charset=windows-1251')).toBe(`${head}<p>Привет`);
  });

  it('of the page is used where that of the header does not fit', () => {
    const head = '<meta charset="windows-1251">';
    expect(decodeText(html(head, CYRILLIC), 'text/html; charset=utf-8')).toBe(`${head}<p>Привет`);
  });

  it('cannot be UTF-16 where the page can say so in single bytes', () => {
    const head = '<meta charset="utf-16">';
    expect(decodeText(html(head, Buffer.from(WORDS)), 'text/html')).toBe(`${head}<p>${WORDS}`);
  });

  it('may be broken by one slip in a page', () => {
    const bytes = Buffer.concat([Buffer.from('a'.repeat(2_000)), Buffer.from([0xff]), Buffer.from('ü')]);
    expect(decodeText(bytes, 'text/html; charset=utf-8')).toBe(`${'a'.repeat(2_000)}\uFFFDü`);
  });

  it('that is wrong is told', async () => {
    const site = await startSite({ '/a': respond({ 'content-type': 'text/html; charset=utf-8' }, WESTERN) });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.failure).toBe('unusable');
    expect(error.message).toContain('cannot be read as utf-8, which it says it is written in');
  });

  it('that is unknown is told by its name', async () => {
    const site = await startSite({
      '/a': respond({ 'content-type': 'text/html; charset=klingon' }, WESTERN),
    });
    const error = await refusal(openFor(site).get(page(`${site.origin}/a`)));
    expect(error.message).toContain('cannot be read as klingon');
  });

  it('is looked for in time, whatever a page begins with', () => {
    for (const start of ['<meta '.repeat(100_000), '<!--'.repeat(100_000), '<?xml '.repeat(100_000)]) {
      expect(decodeText(Buffer.from(start), 'text/html')).toBe(start);
    }
  });

  it('carries a page with all its letters from server to reader', async () => {
    const site = await startSite({ '/a': respond({ 'content-type': 'text/html' }, WESTERN) });
    expect((await fetched(openFor(site), page(`${site.origin}/a`))).text).toBe(WORDS);
  });
});
