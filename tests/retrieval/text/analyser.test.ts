import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnalyser } from '../../../src/retrieval/text/analyser.ts';
import { fold } from '../../../src/retrieval/text/fold.ts';
import { words } from '../../../src/retrieval/text/words.ts';
import { anyText } from '../../any-text.ts';

const analyser = createAnalyser();
const terms = (text: string) => analyser.terms(text).map((term) => term.term);

describe('fold', () => {
  it.each([
    ['Jožef Stefan', 'jozef stefan'],
    ['Bielsko-Biała', 'bielsko-biala'],
    ['Østergaard-Bæk', 'ostergaard-baek'],
    ['STRASSE', 'strasse'],
    ['Straße', 'strasse'],
    ['Đorđe', 'dorde'],
  ])('folds %s to %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

describe('words', () => {
  it('keeps words with diacritics whole', () => {
    expect(words('Škoda in Zürich').map((word) => word.text)).toEqual(['Škoda', 'in', 'Zürich']);
  });

  it('keeps numbers with their separators', () => {
    expect(words('2,400 trees, 3.5 km and 2021.').map((word) => word.text)).toEqual([
      '2,400',
      'trees',
      '3.5',
      'km',
      'and',
      '2021',
    ]);
  });

  it('finds words in Cyrillic and pairs of characters in Chinese', () => {
    expect(words('Делегация').map((word) => word.text)).toEqual(['Делегация']);
    expect(words('代表团').map((word) => word.text)).toEqual(['代表', '表团']);
  });

  it('gives offsets that cut the word out of any text', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        for (const word of words(text)) expect(text.slice(word.start, word.end)).toBe(word.text);
      }),
    );
  });
});

describe('analyser', () => {
  it('leaves stop words out and stems the rest', () => {
    expect(terms('who visited the cities?')).toEqual(terms('visit city'));
  });

  it('finds a possessive under its name', () => {
    expect(terms('Ljubljana’s mayors')).toEqual(terms('ljubljana mayor'));
  });

  it('keeps duplicates, for term frequency', () => {
    expect(terms('water, water')).toHaveLength(2);
  });

  it('takes any text', () => {
    fc.assert(fc.property(anyText(), (text) => void analyser.terms(text)));
  });
});
