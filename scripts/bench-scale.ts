/**
 * Measures how indexing, starting and retrieving scale: `npm run bench:scale [-- --passages 1000 10000 100000]`.
 *
 * The articles are made up, with words as unevenly frequent as in real text. The embedding model is measured on a
 * sample; at full size a stand-in gives the vectors, since the model would take hours. Questions are embedded by the
 * model. The machine may be noisy: compare within one run, and quote the ratios.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { percentile } from '../src/answers/evaluation/measures.ts';
import { packageFile } from '../src/package-files.ts';
import { measureThroughput } from './scale/measure-throughput.ts';
import { writeCorpus } from './scale/write-corpus.ts';

const { values, positionals } = parseArgs({
  options: { passages: { type: 'string', multiple: true }, starts: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const sizes = [...(values.passages ?? ['1000', '10000', '100000']), ...positionals].map(Number);

interface Times {
  readonly p50: number;
  readonly p95: number;
}

interface Indexed {
  readonly articles: number;
  readonly passages: number;
  readonly parsing: number;
  readonly indexing: number;
  readonly memory: number;
}

interface Served {
  readonly loading: number;
  readonly opening: number;
  readonly embedding: Times;
  readonly retrieval: Times;
  readonly dated: Times;
  readonly asking: Times;
  readonly serving: number;
  readonly reading: number;
  readonly refreshing: number;
  readonly blocked: number;
  readonly memory: number;
}

function show(name: string, value: number, unit: string): void {
  const digits = unit === 'ms' || unit === 'MB' || unit === '×' ? 1 : 0;
  process.stdout.write(`${name.padEnd(62)} ${value.toFixed(digits).padStart(10)} ${unit}\n`);
}

function run<T>(script: string, ...args: string[]): T {
  const file = join(import.meta.dirname, 'scale', script);
  const output = execFileSync(process.execPath, ['--import', 'tsx', file, ...args], { encoding: 'utf8' });
  return JSON.parse(output) as T;
}

/** From the start of a process to its answer, with all models and the reader, ms. */
function firstAnswers(folder: string, cacheDir: string, question: string): number[] {
  const command = packageFile('dist/cli/main.js');
  if (!existsSync(command)) return [];
  const all = Array.from({ length: Number(values.starts) + 1 }, () => {
    const started = performance.now();
    try {
      execFileSync(
        process.execPath,
        [command, 'ask', '--corpus', folder, '--cache-dir', cacheDir, question],
        {
          stdio: 'ignore',
        },
      );
    } catch {
      // It abstained, which its exit code tells.
    }
    return performance.now() - started;
  });
  // The first one divides the articles again, since the index was made by other code: that of src/.
  return all.slice(1);
}

async function measureSize(passages: number, work: string): Promise<void> {
  const folder = join(work, 'articles');
  const cacheDir = join(work, 'cache');
  const questions = await writeCorpus(folder, passages);
  const questionFile = join(work, 'questions.json');
  writeFileSync(questionFile, JSON.stringify(questions));
  const indexed = run<Indexed>('index-corpus.ts', folder, cacheDir);
  process.stdout.write(`\n${indexed.passages} passages in ${indexed.articles} articles\n`);
  show('parsing', indexed.parsing, 'ms');
  show('indexing without the model: passages a second', (1000 * indexed.passages) / indexed.indexing, '/s');
  show('peak memory while indexing', indexed.memory, 'MB');
  const index = join(cacheDir, 'index');
  const bytes = readdirSync(index).reduce((sum, name) => sum + statSync(join(index, name)).size, 0);
  show('index on disk', bytes / 2 ** 20, 'MB');
  const served = run<Served>('serve-corpus.ts', folder, cacheDir, questionFile);
  show('warm start: articles', served.loading, 'ms');
  show('warm start: index', served.opening, 'ms');
  show('embedding of the question alone, p50', served.embedding.p50, 'ms');
  show('retrieve, p50', served.retrieval.p50, 'ms');
  show('retrieve, p95', served.retrieval.p95, 'ms');
  show('  p50 / embedding of its question', served.retrieval.p50 / served.embedding.p50, '×');
  show('retrieve with days asked for, p50', served.dated.p50, 'ms');
  show('ask without the reader, p50', served.asking.p50, 'ms');
  show('ask without the reader, p95', served.asking.p95, 'ms');
  show('peak memory while answering, models and reader loaded', served.serving, 'MB');
  show('one article more: reading the folder', served.reading, 'ms');
  show('one article more: new index beside the old', served.refreshing, 'ms');
  show('  longest time that nothing else went on', served.blocked, 'ms');
  show('peak memory with both', served.memory, 'MB');
  const starts = firstAnswers(folder, cacheDir, questions[0] as string);
  if (starts.length > 0) {
    show('process start to first answer, median', percentile(starts, 0.5) as number, 'ms');
  }
}

await measureThroughput(show);
if (!existsSync(packageFile('dist/cli/main.js'))) {
  process.stdout.write('There is no dist/: run `npm run build` to measure the start of a process as well.\n');
}
for (const passages of sizes) {
  const work = mkdtempSync(join(tmpdir(), 'attache-scale-'));
  try {
    await measureSize(passages, work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
