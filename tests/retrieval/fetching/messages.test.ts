import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showAddress, showBytes, showSeconds, showText } from '../../../src/retrieval/fetching/show.ts';
import { anyText } from '../../any-text.ts';
import { open, page, refusal } from './fetching.ts';

describe('a message', () => {
  it.each([
    ['https://olga:hunter2@example.org/a', 'https://example.org/a'],
    ['https://olga@example.org/a', 'https://example.org/a'],
    ['https:\\\\olga:hunter2@example.org', 'https://example.org/'],
    ['https:olga:hunter2@example.org', 'https://example.org/'],
    ['ht\ntps://olga:hunter2@example.org', 'https://example.org/'],
    ['https://olga:hunter2@exa mple.org/', 'https://exa mple.org/'],
    ['//olga:hunter2@example.org', '//example.org'],
    ['https://example.org/a?page=2&api_key=hunter2', 'https://example.org/a?page=2&api_key=…'],
    ['https://example.org/feed?token=hunter2&page=2#x', 'https://example.org/feed?token=…&page=2#x'],
    ['https://example.org/?X-Amz-Signature=hunter2', 'https://example.org/?X-Amz-Signature=…'],
    ...['secret', 'password', 'pwd', 'sig', 'oauth', 'sessionid'].map((name): [string, string] => [
      `https://example.org/?${name}=hunter2`,
      `https://example.org/?${name}=…`,
    ]),
    ['https://example.org/@olga', 'https://example.org/@olga'],
  ])('shows %s without its secrets', (address, shown) => {
    expect(showAddress(address)).toBe(shown);
  });

  it('shows what a server chose on one line of bounded length', () => {
    expect(showText('a\r\nb\u0000\u001b[31mc\u202ed\u2028e')).toBe('a b [31mc d e');
    expect(showText('x'.repeat(10_000))).toHaveLength(300);
  });

  it('shows amounts in the units of people', () => {
    expect([showSeconds(1_500), showSeconds(60_000), showSeconds(20)]).toEqual(['1.5 s', '60 s', '0 s']);
    expect([showBytes(5 * 1024 * 1024), showBytes(512 * 1024)]).toEqual(['5 MB', '512 kB']);
  });

  it('is one line without user or password, whatever address is asked for', async () => {
    const fetcher = open({ hosts: ['example.org'] });
    const address = fc.oneof(
      anyText(),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      anyText().map((path) => `https://olga:hunter2@example.org/${path}`),
    );
    await fc.assert(
      fc.asyncProperty(address, async (url) => {
        const { failure, message } = await refusal(fetcher.get(page(url)));
        expect(failure).toBe('address-refused');
        expect(message).not.toContain('hunter2');
      }),
    );
  });
});
