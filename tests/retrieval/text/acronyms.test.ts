import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definedAcronyms } from '../../../src/retrieval/text/acronyms.ts';
import { anyText } from '../../any-text.ts';

describe('definedAcronyms', () => {
  it.each([
    ['checked by the Joint Steering Committee (JSC), which meets', 'JSC', 'Joint Steering Committee'],
    [
      'the National Development and Reform Commission (NDRC) and',
      'NDRC',
      'National Development and Reform Commission',
    ],
    ['an HTS (Harbour Training School) opened', 'HTS', 'Harbour Training School'],
    ['the Baltic-Andes Regional Partnership (BARP)', 'BARP', 'Baltic-Andes Regional Partnership'],
  ])('finds the definition in “%s”', (text, short, long) => {
    expect(definedAcronyms(text)).toEqual([{ short, long }]);
  });

  it.each([
    'a delegation from Sofia (Bulgaria)',
    'the mayor (born 1960)',
    'three lots (A, B and C)',
    'led by Ana (BRA)',
  ])('finds none in “%s”', (text) => {
    expect(definedAcronyms(text)).toEqual([]);
  });

  it('takes any text', () => {
    fc.assert(fc.property(anyText(), (text) => void definedAcronyms(text)));
  });
});
