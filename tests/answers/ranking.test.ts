import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, sureness } from '../../src/answers/ranking/calibration.ts';
import { type ChoiceModel, choose } from '../../src/answers/ranking/choice-model.ts';
import { loadRankingModels } from '../../src/answers/ranking/load-models.ts';

const MODEL: ChoiceModel = { features: ['x'], weights: [1], hidden: [], abstain: 0 };

describe('choose', () => {
  it('gives probabilities that add up to 1, whatever the features', () => {
    const feature = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.array(feature, { maxLength: 30 }), feature, (values, abstain) => {
        const { candidates, none } = choose(
          { ...MODEL, weights: [2], abstain },
          values.map((x) => ({ x })),
        );
        expect(candidates.reduce((sum, p) => sum + p, none)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('prefers what the weights prefer', () => {
    const { candidates } = choose(MODEL, [{ x: 1 }, { x: 3 }, { x: 2 }]);
    expect(candidates.indexOf(Math.max(...candidates))).toBe(1);
  });

  it('can prefer what lies between, which no line can', () => {
    const bump = [
      { scale: 3, bias: -3, weights: [2] },
      { scale: -3, bias: -5, weights: [2] },
    ];
    const model = { ...MODEL, weights: [0], hidden: bump };
    const { candidates } = choose(model, [{ x: 0 }, { x: 2 }, { x: 4 }]);
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
  it('look at the reader only where there is one', async () => {
    const { withReader, withoutReader } = await loadRankingModels();
    expect(withReader.features).toContain('logOdds');
    expect(withoutReader.features).not.toContain('logOdds');
  });

  it('fit together', async () => {
    const { withReader, withoutReader } = await loadRankingModels();
    for (const model of [withReader, withoutReader, withReader.passages]) {
      for (const { weights } of [model, ...model.hidden]) expect(weights).toHaveLength(model.features.length);
    }
  });
});
