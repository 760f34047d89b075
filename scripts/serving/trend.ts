export interface Trend {
  /** Change of y for a step of 1 in x, by least squares. */
  readonly slope: number;
  /** Standard error of the slope. */
  readonly error: number;
}

/** The straight line through points, given as [x, y]. Needs three points with different x. */
export function trendOf(points: readonly (readonly [number, number])[]): Trend {
  const n = points.length;
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / n;
  const [meanX, meanY] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const residual = points.reduce((sum, [x, y]) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  return { slope, error: Math.sqrt(residual / (n - 2) / spread) };
}
