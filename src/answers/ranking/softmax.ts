/** The probabilities of things with these utilities, by the logit model: they add up to 1. */
export function softmax(utilities: readonly number[]): number[] {
  const highest = Math.max(...utilities);
  const odds = utilities.map((utility) => Math.exp(utility - highest));
  const all = odds.reduce((sum, each) => sum + each, 0);
  return odds.map((each) => each / all);
}
