import type { Article, Corpus, CorpusProblem } from './corpus/article.ts';
import type { DaySpan } from './day-span.ts';
import type { Embedder } from './embedding/embedder.ts';
import { indexArticles } from './index/index-articles.ts';
import { type DatedPassage, type IndexedArticle, passageVectors, wordsOf } from './index/indexed-article.ts';
import { PassageIndex } from './index/passage-index.ts';
import { PassageTable } from './index/passage-table.ts';
import { type KnownArticles, nothingKnown, SavedIndex } from './index/saved-index.ts';
import { Slices } from './index/slices.ts';
import { type Analyser, createAnalyser } from './text/analyser.ts';
import { Lexicon } from './text/lexicon.ts';
import type { Vocabulary } from './text/vocabulary.ts';

/** A passage found for a question. */
export interface RetrievedPassage extends DatedPassage {
  readonly ordinal: number;
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
  /** Passages of articles that tell of these days are looked for as well; they lie in the window. */
  readonly days?: DaySpan | undefined;
  /** Only articles that tell of one of these days are searched. */
  readonly window?: DaySpan | undefined;
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
  /** Folder for the index; null keeps it in memory only. */
  readonly cacheDir: string | null;
  /**
   * The retriever of an earlier state of the corpus, which may go on serving: what it knows of articles that are
   * unchanged is taken over, and the saved index is read only where it has none.
   */
  readonly previous?: Retriever | undefined;
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
  /** The corpus; its problems include those of the saved index. */
  readonly corpus: Corpus;
  readonly lexicon: Lexicon;
  readonly analyser: Analyser;
  readonly #articles: readonly IndexedArticle[];
  readonly #vocabulary: Vocabulary;
  readonly #passages: PassageTable;
  readonly #index: PassageIndex;
  readonly #embedder: Embedder;
  readonly #parts: RetrievalParts;

  private constructor(fields: {
    corpus: Corpus;
    lexicon: Lexicon;
    analyser: Analyser;
    articles: readonly IndexedArticle[];
    vocabulary: Vocabulary;
    index: PassageIndex;
    embedder: Embedder;
    parts: RetrievalParts;
  }) {
    this.corpus = fields.corpus;
    this.lexicon = fields.lexicon;
    this.analyser = fields.analyser;
    this.#articles = fields.articles;
    this.#vocabulary = fields.vocabulary;
    this.#passages = new PassageTable(fields.corpus.articles, fields.articles);
    this.#index = fields.index;
    this.#embedder = fields.embedder;
    this.#parts = fields.parts;
  }

  /**
   * Indexes a corpus, in slices of some 20 ms between which other work goes on. What a saved index or an earlier
   * retriever knows is not worked out again.
   * @throws AttacheError ABORTED, CLOSED
   */
  static async build(corpus: Corpus, options: RetrieverOptions): Promise<Retriever> {
    const { embedder, cacheDir, onProgress, signal } = options;
    const analyser = createAnalyser();
    const slices = new Slices(signal);
    const problems: CorpusProblem[] = [...corpus.problems];
    const onProblem = (problem: CorpusProblem) => problems.push(problem);
    // Of a folder that was emptied the index stays, since it is mostly filled again.
    const isKept = cacheDir !== null && corpus.articles.length > 0;
    const saved = isKept ? new SavedIndex({ cacheDir, folder: corpus.folder, embedder, onProblem }) : null;
    const previous = options.previous?.knownFor(embedder);
    const known = previous ?? (await saved?.load()) ?? nothingKnown();
    const { vocabulary } = known;
    const keep = async (articles: readonly IndexedArticle[]) => saved?.save({ vocabulary, articles });
    const articles = await indexArticles(corpus.articles, known, {
      ...{ embedder, analyser, slices, keep, onProgress, signal },
    });
    if (!isSame(articles, known)) await keep(articles);
    const documents = articles.map((article) => ({
      words: wordsOf(article),
      vectors: passageVectors(article),
      days: article.days,
    }));
    const index = await PassageIndex.build(documents, embedder.dimensions, vocabulary, analyser, slices);
    const acronyms = articles.flatMap((article) => article.acronyms);
    return new Retriever({
      ...{ analyser, articles, vocabulary, index, embedder },
      corpus: { ...corpus, problems },
      lexicon: new Lexicon(index.statistics, acronyms, analyser, (word) => embedder.knowsWord(word)),
      parts: options.parts ?? ALL_RETRIEVAL_PARTS,
    });
  }

  /** What this retriever knows of its articles, if it has any and they serve the embedding model. */
  private knownFor({ model }: Embedder): KnownArticles | undefined {
    if (model !== this.#embedder.model || this.#articles.length === 0) return undefined;
    const articles = new Map(this.#articles.map((article) => [article.key, article]));
    return { vocabulary: this.#vocabulary, articles, vectors: [] };
  }

  /** Number of passages. */
  get size(): number {
    return this.#index.size;
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
    const { days, window } = query;
    const search = { text: [corrected, ...expansions].join(' '), vector, limit: CANDIDATES, days: window };
    const scores = new Map((await this.#index.search(search)).map((score) => [score.passage, score]));
    if (days) {
      for (const score of await this.#index.search({ ...search, days })) {
        if (!scores.has(score.passage)) scores.set(score.passage, score);
      }
    }
    const highest = Math.max(Number.MIN_VALUE, ...[...scores.values()].map((score) => score.bm25));
    return [...scores.values()]
      .filter((found) => !query.without?.has(this.#passages.articleOf(found.passage)))
      .map((found) => {
        const sentenceCosines = this.#passages.sentenceCosines(found.passage, vector);
        const score =
          (fullText ? FUSION.bm25 * (found.bm25 / highest) : 0) +
          (vectors ? FUSION.cosine * found.cosine + FUSION.sentence * Math.max(0, ...sentenceCosines) : 0);
        return { ...found, sentenceCosines, score };
      })
      .sort((a, b) => b.score - a.score || a.passage - b.passage)
      .slice(0, query.limit)
      .map(({ passage: ordinal, ...scores }) => ({ ordinal, ...this.#passages.at(ordinal), ...scores }));
  }
}

/** Whether the articles are those that were known, in the same order. */
function isSame(articles: readonly IndexedArticle[], known: KnownArticles): boolean {
  const before = [...known.articles.values()];
  return articles.length === before.length && articles.every((article, i) => article === before[i]);
}
