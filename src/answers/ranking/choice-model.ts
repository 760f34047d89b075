import type { Features } from '../evidence/features.ts';

/** One tanh unit of the hidden layer: it adds `scale × tanh(bias + weights · features)` to the utility. */
export interface HiddenUnit {
  readonly scale: number;
  readonly bias: number;
  /** One for each of the model's features. */
  readonly weights: readonly number[];
}

/** Weights of the choice model. */
export interface ChoiceModel {
  /** Names of the features that it looks at. */
  readonly features: readonly string[];
  /** Linear part of a candidate's utility, one weight for each feature. */
  readonly weights: readonly number[];
  readonly hidden: readonly HiddenUnit[];
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
 * "Conditional logit analysis of qualitative choice behavior", 1974) whose utilities have a hidden layer, as in ListNet
 * (Cao et al., ICML 2007). One model ranks and tells how sure it is; `training/ranking.py` fits it.
 */
export function choose(model: ChoiceModel, features: readonly Features[]): Choice {
  const utilities = features.map((candidate) => utility(model, candidate));
  const highest = Math.max(model.abstain, ...utilities);
  const odds = utilities.map((u) => Math.exp(u - highest));
  const none = Math.exp(model.abstain - highest);
  const all = odds.reduce((sum, o) => sum + o, none);
  return { candidates: odds.map((o) => o / all), none: none / all };
}

function utility({ features, weights, hidden }: ChoiceModel, candidate: Features): number {
  const values = features.map((name) => candidate[name] ?? 0);
  return hidden.reduce(
    (sum, unit) => sum + unit.scale * Math.tanh(unit.bias + product(unit.weights, values)),
    product(weights, values),
  );
}

function product(weights: readonly number[], values: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (weights[i] as number) * (values[i] as number);
  return sum;
}
