import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantise, strideOf } from '../../../src/retrieval/index/quantised.ts';
import { VectorScan } from '../../../src/retrieval/index/vector-scan.ts';

/** Off by a byte's rounding in each of the dimensions at most. */
const TOLERANCE = 0.02;

const vectors = fc.integer({ min: 1, max: 70 }).chain((dimensions) => {
  const vector = fc
    .array(fc.integer({ min: -100, max: 100 }), { minLength: dimensions, maxLength: dimensions })
    .filter((values) => values.some((value) => value !== 0))
    .map((values) => {
      const length = Math.hypot(...values);
      return Float32Array.from(values, (value) => value / length);
    });
  return fc.record({ query: vector, rows: fc.array(vector, { maxLength: 40 }) });
});

function scanOf(rows: readonly Float32Array[], dimensions: number): VectorScan {
  const scan = new VectorScan(rows.length, dimensions);
  for (const [at, vector] of rows.entries()) {
    const row = new Int8Array(strideOf(dimensions));
    scan.put(at, { scales: Float32Array.of(quantise(vector, row)), rows: row });
  }
  return scan;
}

const dot = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

describe('VectorScan', () => {
  it('gives cosines as exact as a byte a number allows', () => {
    fc.assert(
      fc.property(vectors, ({ query, rows }) => {
        const scan = scanOf(rows, query.length);
        for (const [row, vector] of rows.entries()) {
          expect(Math.abs(scan.cosine(row, query) - dot(query, vector))).toBeLessThan(TOLERANCE);
        }
      }),
    );
  });

  it('finds the nearest, best first, whatever the number of dimensions', () => {
    fc.assert(
      fc.property(vectors, fc.integer({ min: 1, max: 5 }), ({ query, rows }, limit) => {
        const found = scanOf(rows, query.length).nearest(query, limit);
        const exact = rows.map((vector) => dot(query, vector)).sort((a, b) => b - a);
        expect(found).toHaveLength(Math.min(limit, rows.length));
        for (const [i, { score }] of found.entries()) {
          expect(Math.abs(score - (exact[i] as number))).toBeLessThan(TOLERANCE);
          expect(score).toBeLessThanOrEqual(found[i - 1]?.score ?? 1 + TOLERANCE);
        }
      }),
    );
  });

  it('keeps to the rows that are allowed, also after a search without', () => {
    const east = Float32Array.of(1, 0);
    const scan = scanOf([east, Float32Array.of(0.8, 0.6), Float32Array.of(0, 1)], 2);
    expect(scan.nearest(east, 1)[0]?.passage).toBe(0);
    expect(scan.nearest(east, 1, (row) => row > 0)[0]?.passage).toBe(1);
    expect(scan.nearest(Float32Array.of(0, 1), 1)[0]?.passage).toBe(2);
  });

  it('is off by little for vectors like those of the embedding model', () => {
    const wave = (phase: number) => {
      const values = Float32Array.from({ length: 384 }, (_, i) => Math.sin(phase * (i + 1) ** 1.5));
      const length = Math.hypot(...values);
      return values.map((value) => value / length);
    };
    const query = wave(0.37);
    const rows = Array.from({ length: 300 }, (_, i) => wave(1 + i / 7));
    const scan = scanOf(rows, 384);
    const squares = rows.map((vector, row) => (scan.cosine(row, query) - dot(query, vector)) ** 2);
    expect(Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / rows.length)).toBeLessThan(0.0005);
  });
});
