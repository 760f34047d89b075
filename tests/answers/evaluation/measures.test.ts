import { describe, expect, it } from 'vitest';
import { auroc, percentile, tokenF1 } from '../../../src/answers/evaluation/measures.ts';

describe('tokenF1', () => {
  it.each([
    ['the Joint Committee', 'joint committee', 1],
    ['three hours', 'six weeks', 0],
    ['about three hours', 'three hours', 0.8],
    ['', 'three', 0],
    ['18 to 22 October', '18 to 22 October 2021', 8 / 9],
  ])('of “%s” and “%s” is %d', (predicted, expected, f1) => {
    expect(tokenF1(predicted, expected)).toBeCloseTo(f1, 10);
  });
});

describe('auroc', () => {
  it('is 1 where every positive scores higher', () => {
    expect(auroc([0.9, 0.8], [0.1, 0.2, 0.3])).toBe(1);
  });
  it('counts ties half', () => {
    expect(auroc([0.5], [0.5])).toBe(0.5);
  });
  it('is the share of pairs in order', () => {
    expect(auroc([0.2, 0.6], [0.4, 0.1])).toBe(0.75);
  });
  it('is unknown without both kinds', () => {
    expect(auroc([1], [])).toBeNull();
  });
});

describe('percentile', () => {
  it('takes the value at the share of the sorted numbers', () => {
    expect(percentile([5, 1, 3], 0.5)).toBe(3);
    expect(percentile([], 0.5)).toBeNull();
  });
});
