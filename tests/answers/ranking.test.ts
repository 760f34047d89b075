import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, sureness } from '../../src/answers/ranking/calibration.ts';
import { choose } from '../../src/answers/ranking/choice-model.ts';
import { loadRankingModels } from '../../src/answers/ranking/load-models.ts';

describe('choose', () => {
  it('gives probabilities that add up to 1, whatever the features', () => {
    const feature = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.array(feature, { maxLength: 30 }), feature, (values, abstain) => {
        const { candidates, none } = choose(
          { weights: { x: 2 }, abstain },
          values.map((x) => ({ x })),
        );
        expect(candidates.reduce((sum, p) => sum + p, none)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('prefers what the weights prefer', () => {
    const { candidates } = choose({ weights: { x: 1 }, abstain: 0 }, [{ x: 1 }, { x: 3 }, { x: 2 }]);
    expect(candidates.indexOf(Math.max(...candidates))).toBe(1);
  });
});

describe('confidence', () => {
  it('lies in [0, 1] and rises with both probabilities', () => {
    const calibration = { bias: -0.2, scale: 1.1 };
    const at = (quoted: number, answerable: number) => calibrate(calibration, sureness(quoted, answerable));
    expect(at(0, 0)).toBeGreaterThanOrEqual(0);
    expect(at(1, 1)).toBeLessThanOrEqual(1);
    expect(at(0.6, 0.8)).toBeGreaterThan(at(0.5, 0.8));
    expect(at(0.6, 0.9)).toBeGreaterThan(at(0.6, 0.8));
  });
});

describe('the shipped weights', () => {
  it('say how they were made', async () => {
    const { withReader, withoutReader } = await loadRankingModels();
    expect(withReader.weights.margin).toBeGreaterThan(0);
    expect(withoutReader.weights).not.toHaveProperty('margin');
  });
});
