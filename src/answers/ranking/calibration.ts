/** Weights that turn the choice's probabilities into a confidence. */
export interface Calibration {
  readonly bias: number;
  readonly scale: number;
}

/** Probabilities are kept this far from 0 and 1, where log-odds are infinite. */
const EPSILON = 1e-4;

/**
 * How sure the choice is, as log-odds: the mean of those that the quotes hold the answer and that anything does. The
 * former alone doubts too much where two sentences say the same, the latter too little where two events are confused.
 */
export function sureness(quoted: number, answerable: number): number {
  return (logOdds(quoted) + logOdds(answerable)) / 2;
}

/**
 * The probability that an answer is right: logistic regression on the sureness (Platt, "Probabilistic outputs for
 * support vector machines", 1999).
 */
export function calibrate({ bias, scale }: Calibration, sure: number): number {
  return 1 / (1 + Math.exp(-(bias + scale * sure)));
}

function logOdds(probability: number): number {
  const p = Math.min(1 - EPSILON, Math.max(EPSILON, probability));
  return Math.log(p / (1 - p));
}
