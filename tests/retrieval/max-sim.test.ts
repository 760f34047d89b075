import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxSim, tokenMatrix } from '../../src/retrieval/max-sim.ts';

const DIMENSIONS = 5;
const vector = fc
  .array(fc.integer({ min: -100, max: 100 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .map((numbers) => Float32Array.from(numbers, (x) => x / 500)); // dot products stay above −1

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
}

describe('maxSim', () => {
  test("is the mean of the question's tokens' best dot products, however many they are", () => {
    const tokens = fc.array(vector, { minLength: 1, maxLength: 11 });
    fc.assert(
      fc.property(tokens, tokens, (question, sentence) => {
        const best = question.map((token) => Math.max(...sentence.map((other) => dot(token, other))));
        const mean = best.reduce((sum, x) => sum + x, 0) / best.length;
        expect(maxSim(tokenMatrix(question), tokenMatrix(sentence))).toBeCloseTo(mean, 10);
      }),
    );
  });

  test('is 0 where there is nothing to compare', () => {
    const some = tokenMatrix([new Float32Array([1, 0])]);
    const none = tokenMatrix([]);
    expect([maxSim(none, some), maxSim(some, none), maxSim(none, none)]).toEqual([0, 0, 0]);
  });
});
