import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Article, Corpus } from './corpus/article.ts';
import type { DateMention } from './dates/day-range.ts';
import { resolveDates } from './dates/resolve-dates.ts';
import { type DaySpan, daySpan } from './day-span.ts';
import type { Embedder } from './embedding/embedder.ts';
import { PassageIndex } from './index/passage-index.ts';
import { VectorCache } from './index/vector-cache.ts';
import { VectorTable } from './index/vector-table.ts';
import type { Passage } from './passages/passage.ts';
import { segmentArticle } from './passages/segment.ts';
import { type Analyser, createAnalyser } from './text/analyser.ts';
import { Lexicon } from './text/lexicon.ts';

/** A passage with what is known of its sentences. */
export interface IndexedPassage {
  readonly ordinal: number;
  readonly passage: Passage;
  /** For each sentence the days that it names, resolved; offsets in the article's body. */
  readonly dates: readonly (readonly DateMention[])[];
}

/** A passage found for a question. */
export interface RetrievedPassage extends IndexedPassage {
  readonly bm25: number;
  readonly cosine: number;
  /** Cosine of the question with each sentence of the passage. */
  readonly sentenceCosines: readonly number[];
  /** The fused score by which passages are ranked; good for order only, never for confidence. */
  readonly score: number;
}

export interface RetrievalQuery {
  /** The question, with what a conversation adds to it. */
  readonly text: string;
  /** Number of passages wanted. */
  readonly limit: number;
  /** Days since 1970: passages of articles that tell of them are looked for as well. */
  readonly days?: { readonly from: number; readonly to: number } | undefined;
  /** Articles that must not be found. */
  readonly without?: { has(article: Article): boolean } | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Parts of the search that an ablation can switch off. */
export interface RetrievalParts {
  readonly fullText: boolean;
  readonly vectors: boolean;
  readonly spelling: boolean;
  readonly acronyms: boolean;
}

export const ALL_RETRIEVAL_PARTS: RetrievalParts = {
  fullText: true,
  vectors: true,
  spelling: true,
  acronyms: true,
};

export interface RetrieverOptions {
  readonly embedder: Embedder;
  /** Folder for the vectors; null keeps them in memory only. */
  readonly cacheDir: string | null;
  readonly parts?: RetrievalParts;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Hits taken from each of the two searches before they are fused. */
const CANDIDATES = 50;
/**
 * Weights of the fusion: BM25 over its maximum, the passage's cosine, its best sentence's cosine. They beat
 * reciprocal rank fusion and Orama's own hybrid on three question sets (`npm run attache -- eval --ablate`).
 */
const FUSION = { bm25: 0.4, cosine: 0.6, sentence: 0.5 } as const;

/** Finds the passages of one corpus that may hold the answer to a question. */
export class Retriever {
  readonly corpus: Corpus;
  readonly lexicon: Lexicon;
  readonly analyser: Analyser;
  readonly passages: readonly IndexedPassage[];
  readonly #index: PassageIndex;
  readonly #embedder: Embedder;
  readonly #sentenceVectors: VectorTable;
  /** Row of each passage's first sentence in the table of sentence vectors. */
  readonly #firstSentence: readonly number[];
  readonly #parts: RetrievalParts;

  private constructor(fields: {
    corpus: Corpus;
    lexicon: Lexicon;
    analyser: Analyser;
    passages: readonly IndexedPassage[];
    index: PassageIndex;
    embedder: Embedder;
    sentenceVectors: VectorTable;
    firstSentence: readonly number[];
    parts: RetrievalParts;
  }) {
    this.corpus = fields.corpus;
    this.lexicon = fields.lexicon;
    this.analyser = fields.analyser;
    this.passages = fields.passages;
    this.#index = fields.index;
    this.#embedder = fields.embedder;
    this.#sentenceVectors = fields.sentenceVectors;
    this.#firstSentence = fields.firstSentence;
    this.#parts = fields.parts;
  }

  static async build(corpus: Corpus, options: RetrieverOptions): Promise<Retriever> {
    const { embedder } = options;
    const analyser = createAnalyser();
    const passages = corpus.articles.flatMap(passagesOf).map((found, ordinal) => ({ ...found, ordinal }));
    const texts = passages.map(({ passage }) => searchableText(passage));
    const sentences = passages.map(({ passage }) => sentenceTexts(passage));
    const vectors = await embedAll([...texts, ...sentences.flat()], corpus, options);
    const firstSentence: number[] = [];
    let row = 0;
    for (const of of sentences) {
      firstSentence.push(row);
      row += of.length;
    }
    const spans = daySpans(passages);
    const index = await PassageIndex.build(
      passages.map(({ passage }, i) => ({
        text: texts[i] as string,
        vector: vectors[i] as Float32Array,
        days: spans.get(passage.article) ?? null,
      })),
      embedder.dimensions,
      analyser,
    );
    return new Retriever({
      corpus,
      analyser,
      passages,
      index,
      embedder,
      firstSentence,
      lexicon: new Lexicon(texts, analyser),
      sentenceVectors: VectorTable.of(vectors.slice(texts.length), embedder.dimensions),
      parts: options.parts ?? ALL_RETRIEVAL_PARTS,
    });
  }

  /** The best passages for a question, best first. */
  async retrieve(query: RetrievalQuery): Promise<RetrievedPassage[]> {
    const { fullText, vectors, spelling, acronyms } = this.#parts;
    const corrected = spelling ? this.lexicon.corrected(query.text) : query.text;
    const expansions = acronyms ? this.lexicon.expansions(corrected) : [];
    const [vector] = await this.#embedder.embed(
      [corrected],
      'query',
      query.signal ? { signal: query.signal } : {},
    );
    if (!vector) return [];
    const search = { text: [corrected, ...expansions].join(' '), vector, limit: CANDIDATES };
    const scores = new Map((await this.#index.search(search)).map((score) => [score.passage, score]));
    if (query.days) {
      for (const score of await this.#index.search({ ...search, days: query.days })) {
        if (!scores.has(score.passage)) scores.set(score.passage, score);
      }
    }
    const highest = Math.max(Number.MIN_VALUE, ...[...scores.values()].map((score) => score.bm25));
    return [...scores.values()]
      .filter(
        (found) => !query.without?.has((this.passages[found.passage] as IndexedPassage).passage.article),
      )
      .map((found) => {
        const indexed = this.passages[found.passage] as IndexedPassage;
        const first = this.#firstSentence[found.passage] as number;
        const sentenceCosines = indexed.passage.sentences.map((_, i) =>
          this.#sentenceVectors.dot(first + i, vector),
        );
        const score =
          (fullText ? FUSION.bm25 * (found.bm25 / highest) : 0) +
          (vectors ? FUSION.cosine * found.cosine + FUSION.sentence * Math.max(0, ...sentenceCosines) : 0);
        return { ...indexed, bm25: found.bm25, cosine: found.cosine, sentenceCosines, score };
      })
      .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal)
      .slice(0, query.limit);
  }
}

function passagesOf(article: Article): Omit<IndexedPassage, 'ordinal'>[] {
  const passages = segmentArticle(article);
  const sentences = passages.flatMap((passage) => passage.sentences);
  const dates = resolveDates(sentences, article.body, article.published);
  let at = 0;
  return passages.map((passage) => {
    const from = at;
    at += passage.sentences.length;
    return { passage, dates: dates.slice(from, at) };
  });
}

function daySpans(passages: readonly IndexedPassage[]): Map<Article, DaySpan | null> {
  const mentions = new Map<Article, DateMention[]>();
  for (const { passage, dates } of passages) {
    mentions.set(passage.article, [...(mentions.get(passage.article) ?? []), ...dates.flat()]);
  }
  return new Map([...mentions].map(([article, of]) => [article, daySpan(article, of)]));
}

/** What is indexed of a passage: title and heading tell what a sentence leaves unsaid. */
function searchableText(passage: Passage): string {
  return [passage.article.title, passage.heading, passage.text].filter((part) => part !== null).join('\n');
}

function sentenceTexts(passage: Passage): string[] {
  return passage.sentences.map(({ start, end }) => passage.article.body.slice(start, end));
}

async function embedAll(
  texts: readonly string[],
  corpus: Corpus,
  { embedder, cacheDir, onProgress, signal }: RetrieverOptions,
): Promise<Float32Array[]> {
  const embed = (missing: readonly string[]) =>
    embedder.embed(missing, 'passage', {
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    });
  if (cacheDir === null) return embed(texts);
  const name = createHash('sha256')
    .update(`${embedder.model}\n${resolve(corpus.folder)}`)
    .digest('hex');
  const cache = await VectorCache.open(
    join(cacheDir, 'index', `${name.slice(0, 32)}.vectors`),
    embedder.dimensions,
  );
  const missing = [...new Set(texts.filter((text) => cache.get(text) === undefined))];
  if (missing.length > 0) {
    const vectors = await embed(missing);
    for (const [i, text] of missing.entries()) cache.set(text, vectors[i] as Float32Array);
    await cache.save();
  }
  return texts.map((text) => cache.get(text) as Float32Array);
}
