/** One question as the trainer sees it: candidates' features, row by row, and which of them are right. */
export interface Example {
  /** Groups are left out together in cross-validation. */
  readonly group: string;
  /** `rows` × `names` features. */
  readonly features: Float64Array;
  readonly rows: number;
  /** 1 for candidates that answer; all 0 when none does. */
  readonly labels: Uint8Array;
  /** Weight of the example. */
  readonly weight: number;
}

export interface Fit {
  readonly weights: Float64Array;
  readonly abstain: number;
}

const ITERATIONS = 240;
const LEARNING_RATE = 0.1;

/**
 * Maximises the likelihood of the right candidates (any of them, if several) or of 'no answer', with a quadratic
 * penalty on the weights of the standardised features, by Adam on the whole data (Kingma and Ba, 2015). Deterministic.
 */
export function fitConditionalLogit(raw: readonly Example[], names: number, penalty: number): Fit {
  const scale = deviations(raw, names);
  const examples = raw.map((example) => ({ ...example, features: divided(example.features, scale) }));
  const size = names + 1; // the last parameter is the utility of no answer
  const parameters = new Float64Array(size);
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= ITERATIONS; step++) {
    const gradient = new Float64Array(size);
    for (const example of examples) addGradient(example, parameters, gradient, example.weight / total);
    const rate = LEARNING_RATE * (step < ITERATIONS / 2 ? 1 : step < (3 * ITERATIONS) / 4 ? 0.3 : 0.1);
    for (let i = 0; i < size; i++) {
      const g = (gradient[i] as number) + (i < names ? penalty * (parameters[i] as number) : 0);
      m[i] = 0.9 * (m[i] as number) + 0.1 * g;
      v[i] = 0.999 * (v[i] as number) + 0.001 * g * g;
      const mean = (m[i] as number) / (1 - 0.9 ** step);
      const deviation = Math.sqrt((v[i] as number) / (1 - 0.999 ** step));
      parameters[i] = (parameters[i] as number) - (rate * mean) / (deviation + 1e-8);
    }
  }
  return { weights: divided(parameters.slice(0, names), scale), abstain: parameters[names] as number };
}

/** Standard deviation of each feature; 1 for one that never varies. Means cancel out of a choice, but for the abstention's. */
function deviations(examples: readonly Example[], names: number): Float64Array {
  const sum = new Float64Array(names);
  const squares = new Float64Array(names);
  let rows = 0;
  for (const { features } of examples) {
    rows += features.length / names;
    for (const [i, value] of features.entries()) {
      sum[i % names] = (sum[i % names] as number) + value;
      squares[i % names] = (squares[i % names] as number) + value * value;
    }
  }
  return squares.map((square, i) => Math.sqrt(square / rows - ((sum[i] as number) / rows) ** 2) || 1);
}

function divided(values: Float64Array, scale: Float64Array): Float64Array {
  return values.map((value, i) => value / (scale[i % scale.length] as number));
}

/** Probabilities of the candidates, then of no answer. */
export function probabilities({ features, rows }: Example, parameters: Float64Array): Float64Array {
  const names = parameters.length - 1;
  const utilities = new Float64Array(rows + 1);
  let highest = parameters[names] as number;
  utilities[rows] = highest;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = 0; i < names; i++) sum += (features[row * names + i] as number) * (parameters[i] as number);
    utilities[row] = sum;
    if (sum > highest) highest = sum;
  }
  let all = 0;
  for (let row = 0; row <= rows; row++) {
    utilities[row] = Math.exp((utilities[row] as number) - highest);
    all += utilities[row] as number;
  }
  return utilities.map((odds) => odds / all);
}

function addGradient(
  example: Example,
  parameters: Float64Array,
  gradient: Float64Array,
  weight: number,
): void {
  const { rows, labels, features } = example;
  const names = parameters.length - 1;
  const p = probabilities(example, parameters);
  let right = 0;
  for (let row = 0; row < rows; row++) if (labels[row]) right += p[row] as number;
  const isAnswerable = labels.includes(1);
  for (let row = 0; row < rows; row++) {
    const target = isAnswerable && labels[row] ? (p[row] as number) / right : 0;
    const error = weight * ((p[row] as number) - target);
    if (error === 0) continue;
    for (let i = 0; i < names; i++)
      gradient[i] = (gradient[i] as number) + error * (features[row * names + i] as number);
  }
  gradient[names] = (gradient[names] as number) + weight * ((p[rows] as number) - (isAnswerable ? 0 : 1));
}
