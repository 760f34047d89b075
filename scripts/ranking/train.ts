/**
 * Fits the choice model to collected features and writes `data/models/ranking.json`.
 *
 *   tsx scripts/ranking/train.ts --with-reader FILE.jsonl --without-reader FILE.jsonl [--light NAME,…] [--out FILE] [--dry-run]
 *
 * Reports leave-one-programme-out figures, never those of the data it was fitted on.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { auroc } from '../../src/answers/evaluation/measures.ts';
import { type Calibration, calibrate, sureness } from '../../src/answers/ranking/calibration.ts';
import { type Example, fitConditionalLogit, probabilities } from './conditional-logit.ts';

const { values } = parseArgs({
  options: {
    'with-reader': { type: 'string' },
    'without-reader': { type: 'string' },
    out: { type: 'string', default: 'data/models/ranking.json' },
    'dry-run': { type: 'boolean', default: false },
    penalty: { type: 'string', default: '0.01' },
    drop: { type: 'string', default: '' },
    light: { type: 'string', default: '' },
  },
});

interface Line {
  readonly group: string;
  readonly isAnswerable: boolean;
  /** Whether the answer stands in the title only. */
  readonly isTitled?: boolean;
  readonly features: readonly Readonly<Record<string, number>>[];
  readonly labels: readonly number[];
}

/** Of programmes named by --light: large ones that are unlike the rest must not outvote it. */
const LIGHT_WEIGHT = 0.3;

/** Candidates kept of a question: the right ones, and the most tempting of the others. */
const KEPT = 24;

/** Features that a model without a reader cannot have. */
const READER_FEATURES = new Set(['margin', 'readerShare', 'hasReading', 'typeSpan']);

if (values['with-reader'] === undefined && values['without-reader'] === undefined) {
  throw new Error(
    'usage: train.ts --with-reader FILE.jsonl --without-reader FILE.jsonl [--out FILE] [--dry-run]',
  );
}

const penalty = Number(values.penalty);
const dropped = new Set(values.drop.split(',').filter(Boolean));
const light = new Set(values.light.split(',').filter(Boolean));
const models = {
  withReader: await train(values['with-reader'], new Set()),
  withoutReader: await train(values['without-reader'], READER_FEATURES),
};
if (!values['dry-run']) {
  const file = {
    trained: {
      date: new Date().toISOString().slice(0, 10),
      data: 'programmes of the training data; reader scores from readers that had not seen the programme',
      command: 'npm run train:ranking',
      crossValidated: {
        withReader: models.withReader?.crossValidated ?? null,
        withoutReader: models.withoutReader?.crossValidated ?? null,
      },
    },
    withReader: models.withReader?.model ?? models.withoutReader?.model,
    withoutReader: models.withoutReader?.model ?? models.withReader?.model,
  };
  await writeFile(values.out, `${JSON.stringify(file, null, 2)}\n`);
}

async function train(file: string | undefined, without: ReadonlySet<string>) {
  if (file === undefined) return null;
  const lines = (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
    .filter((line) => line.features.length > 0)
    .map(withoutTitlesThatAnswer)
    .map(pruned);
  const names = Object.keys(lines[0]?.features[0] ?? {}).filter(
    (name) => !without.has(name) && !dropped.has(name),
  );
  const examples = lines
    // An answer that retrieval did not find teaches the choice nothing.
    .filter((line) => !line.isAnswerable || line.labels.includes(1))
    .map((line) => toExample(line, names));
  const groups = [...new Set(lines.map((line) => line.group))];
  const raw: Outcome[] = [];
  for (const group of groups) {
    const fit = fitConditionalLogit(
      examples.filter((example) => example.group !== group),
      names.length,
      penalty,
    );
    const parameters = Float64Array.from([...fit.weights, fit.abstain]);
    for (const line of lines.filter((l) => l.group === group)) {
      const p = probabilities(toExample(line, names), parameters);
      const candidates = [...p.slice(0, -1)];
      const best = candidates.indexOf(Math.max(...candidates));
      raw.push({
        sure: sureness(candidates[best] ?? 0, 1 - (p.at(-1) ?? 1)),
        confidence: candidates[best] ?? 0,
        isRight: line.labels[best] === 1,
        isAnswerable: line.isAnswerable,
      });
    }
  }
  const calibration = fitCalibration(raw);
  const outcomes = raw.map((o) => ({ ...o, confidence: calibrate(calibration, o.sure) }));
  const threshold = bestThreshold(outcomes);
  const crossValidated = summarise(outcomes, threshold);
  process.stdout.write(`${file}\n${JSON.stringify(crossValidated, null, 1)}\n`);
  process.stdout.write(`calibration ${JSON.stringify(calibration)}\n`);
  for (const share of [0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6]) {
    const s = summarise(outcomes, share);
    process.stdout.write(
      `  at ${share}: correct ${s.correct} answerable ${s.answerable} unanswerable ${s.unanswerable}\n`,
    );
  }
  const all = fitConditionalLogit(examples, names.length, penalty);
  const weights = Object.fromEntries(names.map((name, i) => [name, round(all.weights[i] as number)]));
  process.stdout.write(`${JSON.stringify(weights)}\n`);
  return { crossValidated, model: { weights, abstain: round(all.abstain), calibration, threshold } };
}

/**
 * A title that holds the answer too is neither right nor wrong: the sentence is the better quote, but where there is
 * none the title must be free to win.
 */
function withoutTitlesThatAnswer(line: Line): Line {
  if (line.isTitled) return line;
  const kept = line.features
    .map((_, i) => i)
    .filter((i) => !(line.features[i]?.isTitle === 1 && line.labels[i] === 1));
  return only(line, kept);
}

function only(line: Line, kept: readonly number[]): Line {
  return {
    ...line,
    features: kept.map((i) => line.features[i] as Readonly<Record<string, number>>),
    labels: kept.map((i) => line.labels[i] as number),
  };
}

function pruned(line: Line): Line {
  const tempting = ({ margin = 0, sentenceCosine = 0, coverageNear = 0 }: Readonly<Record<string, number>>) =>
    2 * margin + sentenceCosine + coverageNear;
  const kept = line.features
    .map((f, i) => ({ i, value: line.labels[i] === 1 ? Number.POSITIVE_INFINITY : tempting(f) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, KEPT)
    .map(({ i }) => i);
  return only(line, kept);
}

/** Logistic regression of 'right' on the sureness, by Newton's method on held-out outcomes. */
function fitCalibration(outcomes: readonly Outcome[]): Calibration {
  let calibration = { bias: 0, scale: 1 };
  for (let step = 0; step < 30; step++) {
    const gradient = [0, 0];
    const hessian = [1e-6, 0, 1e-6];
    for (const { sure, isAnswerable, isRight } of outcomes) {
      const p = calibrate(calibration, sure);
      const error = (isAnswerable && isRight ? 1 : 0) - p;
      const weight = p * (1 - p);
      gradient[0] = (gradient[0] as number) + error;
      gradient[1] = (gradient[1] as number) + error * sure;
      hessian[0] = (hessian[0] as number) + weight;
      hessian[1] = (hessian[1] as number) + weight * sure;
      hessian[2] = (hessian[2] as number) + weight * sure * sure;
    }
    const [g0, g1] = gradient as [number, number];
    const [a, b, c] = hessian as [number, number, number];
    const determinant = a * c - b * b;
    calibration = {
      bias: calibration.bias + (c * g0 - b * g1) / determinant,
      scale: calibration.scale + (a * g1 - b * g0) / determinant,
    };
  }
  return { bias: round(calibration.bias), scale: round(calibration.scale) };
}

function toExample(line: Line, names: readonly string[]): Example {
  return {
    group: line.group,
    rows: line.features.length,
    features: Float64Array.from(line.features.flatMap((f) => names.map((name) => f[name] ?? 0))),
    labels: Uint8Array.from(line.labels),
    weight: light.has(line.group) ? LIGHT_WEIGHT : 1,
  };
}

interface Outcome {
  /** Log-odds, before calibration. */
  readonly sure: number;
  /** Calibrated. */
  readonly confidence: number;
  readonly isRight: boolean;
  readonly isAnswerable: boolean;
}

/** The threshold at which most questions are rightly answered or rightly declined. */
function bestThreshold(outcomes: readonly Outcome[]): number {
  const grid = Array.from({ length: 41 }, (_, i) => round(0.2 + i / 100));
  const correct = grid.map((threshold) => summarise(outcomes, threshold).correct);
  return grid[correct.indexOf(Math.max(...correct))] as number;
}

function summarise(outcomes: readonly Outcome[], threshold: number) {
  const mean = (some: readonly Outcome[], ok: (o: Outcome) => boolean) =>
    round(some.filter(ok).length / some.length);
  const answerable = outcomes.filter((o) => o.isAnswerable);
  const unanswerable = outcomes.filter((o) => !o.isAnswerable);
  const isGood = (o: Outcome) =>
    o.isAnswerable ? o.confidence >= threshold && o.isRight : o.confidence < threshold;
  return {
    threshold,
    questions: outcomes.length,
    correct: mean(outcomes, isGood),
    answerable: mean(answerable, isGood),
    unanswerable: mean(unanswerable, isGood),
    bestSentence: mean(answerable, (o) => o.isRight),
    auroc: round(
      auroc(
        answerable.map((o) => o.confidence),
        unanswerable.map((o) => o.confidence),
      ) ?? 0,
    ),
  };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
