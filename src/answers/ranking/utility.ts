/** What is known of one thing to choose from, as numbers of order 1 by name. */
export type Features = Readonly<Record<string, number>>;

/** One tanh unit of the hidden layer: it adds `scale × tanh(bias + weights · features)` to the utility. */
export interface HiddenUnit {
  readonly scale: number;
  readonly bias: number;
  /** One for each of the model's features. */
  readonly weights: readonly number[];
}

/** Weights of a utility: what one thing to choose from is worth beside the others. */
export interface UtilityModel {
  /** Names of the features that it looks at. */
  readonly features: readonly string[];
  /** Linear part, one weight for each feature. */
  readonly weights: readonly number[];
  readonly hidden: readonly HiddenUnit[];
}

export function utility({ features, weights, hidden }: UtilityModel, of: Features): number {
  const values = features.map((name) => of[name] ?? 0);
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
