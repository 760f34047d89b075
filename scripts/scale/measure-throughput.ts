import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFolder } from '../../src/retrieval/corpus/load-folder.ts';
import { createEmbedder } from '../../src/retrieval/embedding/embedder.ts';
import { embeddedTexts } from '../../src/retrieval/index/indexed-article.ts';
import { segmentArticle } from '../../src/retrieval/passages/segment.ts';
import { Retriever } from '../../src/retrieval/retriever.ts';
import { writeCorpus } from './write-corpus.ts';

const SAMPLE = 60;

/** Indexing with the real model, and the model alone on the same texts, on a sample. */
export async function measureThroughput(
  show: (name: string, value: number, unit: string) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'attache-scale-'));
  const embedder = await createEmbedder();
  try {
    await writeCorpus(folder, SAMPLE);
    const corpus = await loadFolder(folder);
    const passages = corpus.articles.flatMap((article) =>
      segmentArticle(article).map((passage) => ({ passage, dates: [] })),
    );
    const started = performance.now();
    await Retriever.build(corpus, { embedder, cacheDir: null });
    const indexed = performance.now();
    await embedder.embed(embeddedTexts(passages), 'passage');
    const embedded = performance.now();
    show('indexing with the model: passages a second', (1000 * passages.length) / (indexed - started), '/s');
    show('  time / the bare model’s on the same texts', (indexed - started) / (embedded - indexed), '×');
  } finally {
    await embedder.close();
    await rm(folder, { recursive: true, force: true });
  }
}
