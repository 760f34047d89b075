import { softmax } from './softmax.ts';
import { type Features, type UtilityModel, utility } from './utility.ts';

/** Weights of the choice model. */
export interface ChoiceModel extends UtilityModel {
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
  const [none = 1, ...candidates] = softmax([
    model.abstain,
    ...features.map((candidate) => utility(model, candidate)),
  ]);
  return { candidates, none };
}
