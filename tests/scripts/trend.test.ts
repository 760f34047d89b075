import { describe, expect, it } from 'vitest';
import { trendOf } from '../../scripts/serving/trend.ts';

describe('the trend of a soak', () => {
  it('is the slope of a line, without error', () => {
    const { slope, error } = trendOf([1, 2, 5, 9].map((x) => [x, 3 - 2 * x] as const));
    expect(slope).toBeCloseTo(-2);
    expect(error).toBeCloseTo(0);
  });

  it('is flat where values go up and down, with an error that says how sure that is', () => {
    // By hand: slope 0, residuals ±1, so √(4 / 2 / 5).
    const points = [1, -1, -1, 1].map((y, x) => [x, y] as const);
    expect(trendOf(points)).toEqual({ slope: 0, error: Math.sqrt(4 / 2 / 5) });
  });
});
