import type { Engine, Trace } from '../../src/answers/engine.ts';
import type { Features } from '../../src/answers/ranking/utility.ts';
import type { TrainingQuestion } from './programmes.ts';

/** The day on which the training questions are asked: after all of the articles. */
const AS_OF = '2026-01-15';

/** What the product makes of a question; null for what it takes for none. */
export async function traceOf(engine: Engine, { question, after }: TrainingQuestion): Promise<Trace | null> {
  const context = after === undefined ? {} : { context: [after] };
  return (await engine.askWithTrace(question, { asOf: AS_OF, ...context })).trace;
}

/** Features with four decimals, as they are written to a file. */
export function rounded(features: Features): Features {
  return Object.fromEntries(
    Object.entries(features).map(([name, value]) => [name, Math.round(value * 1e4) / 1e4]),
  );
}
