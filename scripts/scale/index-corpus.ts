/** Indexes a corpus with the stand-in and prints what that took, as JSON: `tsx index-corpus.ts FOLDER CACHE`. */
import { loadFolder } from '../../src/retrieval/corpus/load-folder.ts';
import { ParsedFiles } from '../../src/retrieval/corpus/parsed-files.ts';
import { createEmbedder } from '../../src/retrieval/embedding/embedder.ts';
import { Retriever } from '../../src/retrieval/retriever.ts';
import { StandInModel } from './stand-in-model.ts';

const [folder = '', cacheDir = ''] = process.argv.slice(2);
const embedder = new StandInModel(await createEmbedder());
const started = performance.now();
const corpus = await loadFolder(folder, await ParsedFiles.open(cacheDir, folder));
const parsed = performance.now();
const retriever = await Retriever.build(corpus, { embedder, cacheDir });
const indexed = performance.now();
await embedder.close();
process.stdout.write(
  JSON.stringify({
    articles: corpus.articles.length,
    passages: retriever.size,
    parsing: parsed - started,
    indexing: indexed - parsed,
    memory: process.resourceUsage().maxRSS / 1024,
  }),
);
