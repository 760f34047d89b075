/**
 * Measures, in one run, what a user waits for: `npm run bench [-- --corpus DIR]`.
 *
 * The machine may be noisy: compare within one run, and quote the ratios.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createEngine } from '../src/answers/create-assistant.ts';
import { percentile } from '../src/answers/evaluation/measures.ts';
import { packageFile } from '../src/package-files.ts';
import { createEmbedder } from '../src/retrieval/embedding/embedder.ts';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: packageFile('data/articles') },
    rounds: { type: 'string', default: '40' },
  },
});

/** Questions about the shipped articles; other corpora are asked the same, which costs the same. */
const QUESTIONS = [
  'who visited Ljubljana in October?',
  'when did the delegation visit Chongqing and Guangzhou?',
  'what did the delegates do on their first day in Brussels?',
  'which company makes cooling systems?',
  'why did the delegation go to the Jožef Stefan Institute?',
  'who is the mayor of Guangzhou?',
];

const cacheDir = mkdtempSync(join(tmpdir(), 'attache-bench-'));
const ms = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const started = performance.now();
  const result = await work();
  return [result, performance.now() - started];
};
const show = (name: string, value: number, unit = 'ms') =>
  process.stdout.write(`${name.padEnd(58)} ${value.toFixed(unit === 'ms' ? 1 : 2).padStart(9)} ${unit}\n`);

/** Runs `attache`; that the articles do not answer (3) is no failure. */
function answeredOrNot(command: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, command);
  if (status !== 0 && status !== 3) throw new Error(`exit code ${status}: ${stderr}`);
}

try {
  const options = { corpus: values.corpus, cacheDir };
  const [first, building] = await ms(() => createEngine(options));
  await first.close();
  show('first start: models built, articles embedded', building);
  const [engine, loading] = await ms(() => createEngine(options));
  show('later start: models and vectors loaded', loading);

  const embedder = await createEmbedder({ cacheDir });
  const asking: number[] = [];
  const embedding: number[] = [];
  for (const question of QUESTIONS) await engine.ask(question);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const question of QUESTIONS) {
      asking.push((await ms(() => engine.ask(question)))[1]);
      embedding.push((await ms(() => embedder.embed([question], 'query')))[1]);
    }
  }
  delay.disable();
  const p50 = percentile(asking, 0.5) as number;
  show('warm ask, p50', p50);
  show('warm ask, p95', percentile(asking, 0.95) as number);
  show('  stretches that keep the event loop, p99', delay.percentile(99) / 1e6);
  show('embedding of the question alone, p50', percentile(embedding, 0.5) as number);
  show('warm ask / embedding of its question', p50 / (percentile(embedding, 0.5) as number), '×');
  await embedder.close();
  await engine.close();

  const unread = await createEngine({ ...options, reader: 'off' });
  for (const question of QUESTIONS) await unread.ask(question);
  const unreadTimes: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const question of QUESTIONS) unreadTimes.push((await ms(() => unread.ask(question)))[1]);
  }
  const unreadP50 = percentile(unreadTimes, 0.5) as number;
  show('warm ask without the reader, p50', unreadP50);
  show('  / embedding of its question', unreadP50 / (percentile(embedding, 0.5) as number), '×');
  await unread.close();

  const command = [
    packageFile('dist/cli/main.js'),
    'ask',
    '--corpus',
    values.corpus,
    '--cache-dir',
    cacheDir,
    QUESTIONS[0] as string,
  ];
  const cold: number[] = [];
  for (let i = 0; i < 5; i++) cold.push((await ms(async () => answeredOrNot(command)))[1]);
  show('cold start of ask: process start to answer, median of 5', percentile(cold, 0.5) as number);
  const memory = execFileSync(process.execPath, [
    '--input-type=module',
    '-e',
    `const { createAssistant } = await import(${JSON.stringify(packageFile('dist/index.js'))});
     const assistant = await createAssistant(${JSON.stringify(options)});
     for (const question of ${JSON.stringify(QUESTIONS)}) await assistant.ask(question);
     await assistant.close();
     console.log(process.resourceUsage().maxRSS / 1024);`,
  ]);
  show('peak memory of a process that answered', Number(memory), 'MB');
} finally {
  rmSync(cacheDir, { recursive: true, force: true });
}
