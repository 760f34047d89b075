import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkToQuote } from '../../../src/answers/quoting/text-fragment.ts';
import { anyText } from '../../any-text.ts';

const PAGE = 'https://news.example/2023/a/';

describe('linkToQuote', () => {
  it('opens the page at a short quote', () => {
    expect(linkToQuote(PAGE, 'They met in May.')).toBe(`${PAGE}#:~:text=They%20met%20in%20May.`);
  });

  it('names the first and the last words of a long quote', () => {
    const quote = `One two three four five six ${'and more '.repeat(20)}seven eight nine ten eleven`;
    expect(linkToQuote(PAGE, quote)).toBe(
      `${PAGE}#:~:text=One%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven`,
    );
  });

  it('escapes what has a meaning in a directive', () => {
    expect(linkToQuote(PAGE, 'EU-China, A&B')).toBe(`${PAGE}#:~:text=EU%2DChina%2C%20A%26B`);
  });

  it('takes the place of an anchor in the address', () => {
    expect(linkToQuote(`${PAGE}#top`, 'Hello there')).toBe(`${PAGE}#:~:text=Hello%20there`);
  });

  it('has no link without an address', () => {
    expect(linkToQuote(null, 'Hello')).toBeNull();
  });

  it('makes a valid address of any quote', () => {
    fc.assert(
      fc.property(anyText(), (quote) => {
        expect(() => new URL(linkToQuote(PAGE, quote) as string)).not.toThrow();
      }),
    );
  });
});
