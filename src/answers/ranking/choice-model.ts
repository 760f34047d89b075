import type { Features } from '../evidence/features.ts';

/** Weights of the choice model, one for each feature; an absent feature weighs nothing. */
export interface ChoiceModel {
  /** Utility of each candidate is the inner product of these with its features. */
  readonly weights: Readonly<Record<string, number>>;
  /** Utility of giving no answer. */
  readonly abstain: number;
}

export interface Choice {
  /** Probability of each candidate to be the answer, in order. */
  readonly candidates: readonly number[];
  /** Probability that none is. */
  readonly none: number;
}

/**
 * Which candidate is the answer, if any: a conditional logit over the candidates and 'no answer' (McFadden,
 * "Conditional logit analysis of qualitative choice behavior", 1974). One model ranks and tells how sure it is.
 */
export function choose(model: ChoiceModel, features: readonly Features[]): Choice {
  const utilities = features.map((candidate) => utility(model, candidate));
  const highest = Math.max(model.abstain, ...utilities);
  const odds = utilities.map((u) => Math.exp(u - highest));
  const none = Math.exp(model.abstain - highest);
  const all = odds.reduce((sum, o) => sum + o, none);
  return { candidates: odds.map((o) => o / all), none: none / all };
}

function utility(model: ChoiceModel, features: Features): number {
  let sum = 0;
  for (const name in model.weights) sum += (model.weights[name] as number) * (features[name] ?? 0);
  return sum;
}
