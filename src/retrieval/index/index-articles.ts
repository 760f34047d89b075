import type { Article } from '../corpus/article.ts';
import { contentKey, KEY_BYTES } from '../corpus/content-key.ts';
import type { Embedder } from '../embedding/embedding.ts';
import type { Analyser } from '../text/analyser.ts';
import {
  type ArticleAnalysis,
  analyseArticle,
  embeddedTexts,
  type IndexedArticle,
  passagesOf,
} from './indexed-article.ts';
import { quantise, strideOf } from './quantised.ts';
import type { KnownArticles } from './saved-index.ts';
import type { Slices } from './slices.ts';
import { VectorsByText } from './vectors-by-text.ts';

export interface IndexingOptions {
  readonly embedder: Embedder;
  readonly analyser: Analyser;
  readonly slices: Slices;
  /** Called now and then with the articles that are done, so that a break does not lose them. */
  readonly keep: (articles: readonly IndexedArticle[]) => Promise<void>;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Embedding that a break may lose, ms; saving takes a small part of it. */
const KEEP_EVERY_MS = 60_000;

/**
 * The articles as they are indexed, in order. Those that are known are taken as they are; of the others only texts that
 * have no vector yet are embedded.
 * @throws AttacheError ABORTED, CLOSED
 */
export async function indexArticles(
  articles: readonly Article[],
  known: KnownArticles,
  options: IndexingOptions,
): Promise<IndexedArticle[]> {
  const { analyser, slices } = options;
  const analyses: ArticleAnalysis[] = [];
  for (const article of articles) {
    const found = known.articles.get(contentKey(article));
    analyses.push(found ?? analyseArticle(article, analyser, known.vocabulary));
    await slices.pause();
  }
  const indexing = new Indexing(articles, analyses, options);
  await indexing.findVectors(known);
  return indexing.run();
}

/** Gives analysed articles their vectors. */
class Indexing {
  readonly #articles: readonly Article[];
  readonly #analyses: readonly ArticleAnalysis[];
  readonly #options: IndexingOptions;
  readonly #byText = new VectorsByText();
  #embedded = 0;
  #toEmbed = 0;

  constructor(articles: readonly Article[], analyses: readonly ArticleAnalysis[], options: IndexingOptions) {
    this.#articles = articles;
    this.#analyses = analyses;
    this.#options = options;
  }

  async findVectors(known: KnownArticles): Promise<void> {
    const { slices } = this.#options;
    for (const [i, analysis] of this.#analyses.entries()) {
      if (isIndexed(analysis)) continue;
      for (const text of this.#textsOf(i)) this.#byText.want(VectorsByText.keyOf(text));
      await slices.pause();
    }
    await this.#byText.lookIn(known.vectors, slices);
    await this.#byText.lookIn(known.articles.values(), slices);
    this.#toEmbed = this.#byText.missing;
  }

  async run(): Promise<IndexedArticle[]> {
    const done: IndexedArticle[] = [];
    let kept = performance.now();
    try {
      for (const [i, analysis] of this.#analyses.entries()) {
        done.push(isIndexed(analysis) ? analysis : await this.#index(analysis, this.#textsOf(i)));
        if (this.#embedded === 0 || performance.now() - kept < KEEP_EVERY_MS) continue;
        await this.#options.keep(this.#soFar(done));
        kept = performance.now();
      }
    } catch (error) {
      if (this.#embedded > 0) await this.#options.keep(this.#soFar(done));
      throw error;
    }
    return done;
  }

  async #index(analysis: ArticleAnalysis, texts: readonly string[]): Promise<IndexedArticle> {
    const { embedder, signal, onProgress, slices } = this.#options;
    const stride = strideOf(embedder.dimensions);
    const rows = new Int8Array(texts.length * stride);
    const scales = new Float32Array(texts.length);
    const vectors = { rows, scales };
    const keys = texts.map(VectorsByText.keyOf);
    for (const [row, key] of keys.entries()) {
      const known = this.#byText.get(key);
      if (known) {
        const from = known.row * stride;
        rows.set(known.vectors.rows.subarray(from, from + stride), row * stride);
        scales[row] = known.vectors.scales[known.row] as number;
        continue;
      }
      const [vector] = await embedder.embed([texts[row] as string], 'passage', signal ? { signal } : {});
      scales[row] = quantise(vector as Float32Array, rows.subarray(row * stride, (row + 1) * stride));
      this.#byText.set(key, { vectors, row });
      this.#embedded++;
      onProgress?.(this.#embedded, this.#toEmbed);
      await slices.pause();
    }
    return { ...analysis, vectors, vectorKeys: packed(keys) };
  }

  #soFar(done: readonly IndexedArticle[]): IndexedArticle[] {
    return [...done, ...this.#analyses.slice(done.length).filter(isIndexed)];
  }

  #textsOf(i: number): string[] {
    return embeddedTexts(passagesOf(this.#articles[i] as Article, this.#analyses[i] as ArticleAnalysis));
  }
}

function isIndexed(analysis: ArticleAnalysis): analysis is IndexedArticle {
  return 'vectors' in analysis;
}

function packed(keys: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(keys.length * KEY_BYTES);
  for (const [i, key] of keys.entries()) bytes.set(Buffer.from(key, 'latin1'), i * KEY_BYTES);
  return bytes;
}
