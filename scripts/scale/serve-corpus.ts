/**
 * Starts from a saved index, answers questions, takes in a new article, and prints what that took, as JSON:
 * `tsx serve-corpus.ts FOLDER CACHE QUESTIONS`, with the questions in a JSON file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createEngineFor, loadModels } from '../../src/answers/create-assistant.ts';
import { percentile } from '../../src/answers/evaluation/measures.ts';
import { loadFolder } from '../../src/retrieval/corpus/load-folder.ts';
import { ParsedFiles } from '../../src/retrieval/corpus/parsed-files.ts';
import { Retriever } from '../../src/retrieval/retriever.ts';
import { StandInModel } from './stand-in-model.ts';
import { newArticle } from './write-corpus.ts';

const [folder = '', cacheDir = '', questionFile = ''] = process.argv.slice(2);
const questions = JSON.parse(readFileSync(questionFile, 'utf8')) as string[];
const WARM_UP = 20;
/** Questions for the whole path, which takes longer for reasons that have nothing to do with the corpus's size. */
const ASKED = 60;

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  const result = await work();
  return [result, performance.now() - started];
}

async function times(
  work: (question: string) => Promise<unknown>,
  asked: readonly string[] = questions,
): Promise<{ p50: number; p95: number }> {
  const taken: number[] = [];
  for (const question of asked) taken.push((await timed(() => work(question)))[1]);
  const warm = taken.slice(WARM_UP);
  return { p50: percentile(warm, 0.5) as number, p95: percentile(warm, 0.95) as number };
}

// The reader is loaded for its memory; it is not asked, since its time does not depend on the corpus.
const models = await loadModels({});
const embedder = new StandInModel(models.embedder);
const [corpus, loading] = await timed(async () =>
  loadFolder(folder, await ParsedFiles.open(cacheDir, folder)),
);
const unread = { ...models, embedder, reader: null };
const [engine, opening] = await timed(() => createEngineFor(corpus, unread, { cacheDir, reader: 'off' }));
const { retriever } = engine;
const days = { from: 15_000, to: 15_030 };
const embedding = await times((question) => embedder.embed([question], 'query'));
const retrieval = await times((text) => retriever.retrieve({ text, limit: 8 }));
const dated = await times((text) => retriever.retrieve({ text, limit: 8, days }));
const asking = await times((question) => engine.ask(question), questions.slice(0, ASKED));
const serving = process.resourceUsage().maxRSS / 1024;

const parsed = await ParsedFiles.open(cacheDir, folder);
await loadFolder(folder, parsed);
writeFileSync(join(folder, 'zzz-new.md'), newArticle(1));
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const [changed, reading] = await timed(() => loadFolder(folder, parsed.next()));
const [, refreshing] = await timed(() =>
  Retriever.build(changed, { embedder, cacheDir, previous: retriever }),
);
delay.disable();
await models.embedder.close();
await models.reader?.close();
process.stdout.write(
  JSON.stringify({
    ...{ loading, opening, embedding, retrieval, dated, asking, serving, reading, refreshing },
    blocked: delay.max / 1e6,
    memory: process.resourceUsage().maxRSS / 1024,
  }),
);
