/**
 * Tells whether memory stays flat: `npm run soak [-- --count 10000]`.
 *
 * Clients keep asking over HTTP, in conversations; the server's memory is read from /metrics. After a warm-up of a
 * fifth of the questions a straight line is fitted to the samples: its slope is what a leak would show in.
 */
import { ask, authorization, type Target, withClients } from './serving/ask.ts';
import { servingOptions } from './serving/options.ts';
import { loadExamples } from './serving/questions.ts';
import { startServe } from './serving/start-serve.ts';
import { trendOf } from './serving/trend.ts';

const options = servingOptions({ clients: 4, count: 10_000 });
const { clients, count } = options;

const SAMPLES = 200;
const PRINTED_SAMPLES = 20;
const WARM_UP = 0.2;
/** A conversation of people is short. */
const QUESTIONS_A_CONVERSATION = 3;

interface Sample {
  /** Questions asked so far. */
  readonly asked: number;
  /** Resident set and used heap, in MB. */
  readonly resident: number;
  readonly heap: number;
}

async function sampleAt(asked: number, target: Target): Promise<Sample> {
  const response = await fetch(`${target.origin}/metrics`, { headers: authorization(target) });
  const text = await response.text();
  const read = (name: string) => {
    const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(text) ?? [];
    if (value === undefined) throw new Error(`/metrics (${response.status}) has no ${name}.`);
    return Number(value) / 1e6;
  };
  return {
    asked,
    resident: read('process_resident_memory_bytes'),
    heap: read('nodejs_heap_size_used_bytes'),
  };
}

async function soak(target: Target, questions: readonly string[]): Promise<boolean> {
  const samples: Sample[] = [];
  let unanswered = 0;
  const every = Math.max(1, Math.floor(count / SAMPLES));
  const printEvery = every * Math.max(1, Math.floor(SAMPLES / PRINTED_SAMPLES));
  process.stdout.write('questions   resident       heap\n');
  await withClients(clients, count, async (index) => {
    const conversation = `soak-${Math.floor(index / QUESTIONS_A_CONVERSATION)}`;
    const { outcome } = await ask(target, questions[index % questions.length] as string, conversation);
    if (outcome !== 'answered' && outcome !== 'abstained') unanswered += 1;
    if (index % every !== 0) return;
    const sample = await sampleAt(index, target);
    samples.push(sample);
    if (index % printEvery === 0) {
      const [resident, heap] = [sample.resident, sample.heap].map((mb) => `${mb.toFixed(1).padStart(8)} MB`);
      process.stdout.write(`${String(index).padStart(9)} ${resident} ${heap}\n`);
    }
  });
  const settled = samples.filter(({ asked }) => asked >= WARM_UP * count);
  const slope = (of: 'resident' | 'heap') => {
    const { slope, error } = trendOf(settled.map((sample) => [sample.asked / 1_000, sample[of]]));
    return `${slope.toFixed(2)} ± ${(2 * error).toFixed(2)} MB per 1,000 questions`;
  };
  process.stdout.write(
    [
      `slope of the resident set  ${slope('resident')}`,
      `slope of the heap          ${slope('heap')}`,
      `questions, unanswered      ${count}, ${unanswered}`,
      '',
    ].join('\n'),
  );
  return unanswered === 0;
}

const examples = await loadExamples(options);
const serving = options.url === undefined ? await startServe(examples.corpus) : null;
try {
  const target = { origin: serving?.origin ?? (options.url as string), token: options.token ?? null };
  if (!(await soak(target, examples.questions))) process.exitCode = 1;
} finally {
  await serving?.stop();
  await examples.remove();
}
