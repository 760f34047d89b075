import { type AnyOrama, search } from '@orama/orama';
import type { Analyser } from '../text/analyser.ts';
import type { Vocabulary } from '../text/vocabulary.ts';
import type { WordCounts } from '../text/word-counts.ts';
import type { WordStatistics } from '../text/word-statistics.ts';
import { createOramaDatabase } from './orama-database.ts';
import { Postings } from './postings.ts';
import type { QuantisedVectors } from './quantised.ts';
import type { Slices } from './slices.ts';
import { VectorScan } from './vector-scan.ts';

/** What the index keeps of a run of passages that have the same days: those of an article. */
export interface IndexedDocuments {
  /**
   * Of each passage, the words of title, heading and text, merged: one field beats several for questions.
   */
  readonly words: readonly WordCounts[];
  /** One row a passage. */
  readonly vectors: QuantisedVectors;
  /** First and last day that the article tells of, as days since 1970; null when unknown. */
  readonly days: { readonly from: number; readonly to: number } | null;
}

/** A passage found, by its ordinal in the index. */
export interface PassageScore {
  readonly passage: number;
  /** BM25 of the question; 0 where no term matches, or others match better. */
  readonly bm25: number;
  /** Cosine of the question's and the passage's vectors, in [−1, 1]. */
  readonly cosine: number;
}

export interface IndexQuery {
  /** Words to match; stop words are ignored. */
  readonly text: string;
  /** Unit vector of the question. */
  readonly vector: Float32Array;
  /** Most hits to take from each of the two searches; at most `MOST_HITS`. */
  readonly limit: number;
  /** Only passages whose article tells of one of these days. */
  readonly days?: { readonly from: number; readonly to: number } | undefined;
}

/** So many hits a search can give. */
export const MOST_HITS = 100;
/** Saturation of term frequency in BM25. Orama divides tf by the document's length, which k has to follow. */
const BM25_K = 1.2;
/** Days without a date: no filter on days matches them. */
const NO_DAY = 2 ** 31 - 1;

/** Full text and vectors of all passages, searched by Orama. */
export class PassageIndex {
  readonly statistics: WordStatistics;
  readonly #database: AnyOrama;
  readonly #vectors: VectorScan;

  private constructor(database: AnyOrama, statistics: WordStatistics, vectors: VectorScan) {
    this.#database = database;
    this.statistics = statistics;
    this.#vectors = vectors;
  }

  /** @throws AttacheError ABORTED */
  static async build(
    documents: readonly IndexedDocuments[],
    dimensions: number,
    vocabulary: Vocabulary,
    analyser: Analyser,
    slices: Slices,
  ): Promise<PassageIndex> {
    const words = documents.flatMap((each) => each.words);
    const vectors = new VectorScan(words.length, dimensions);
    const from = new Int32Array(words.length);
    const to = new Int32Array(words.length);
    let passage = 0;
    for (const document of documents) {
      const end = passage + document.words.length;
      vectors.put(passage, document.vectors);
      from.fill(document.days?.from ?? NO_DAY, passage, end);
      to.fill(document.days?.to ?? -NO_DAY, passage, end);
      passage = end;
      await slices.pause();
    }
    const postings = await Postings.build(words, vocabulary, slices);
    const database = createOramaDatabase({ postings, vectors, from, to, analyser, mostHits: MOST_HITS });
    return new PassageIndex(database, postings.statistics, vectors);
  }

  get size(): number {
    return this.#vectors.size;
  }

  /** The union of the best by full text and the best by vector, in no particular order. */
  async search(query: IndexQuery): Promise<PassageScore[]> {
    const where = query.days
      ? { where: { from: { lte: query.days.to }, to: { gte: query.days.from } } }
      : undefined;
    const fullText = await search(this.#database, {
      term: query.text,
      properties: ['text'],
      relevance: { k: BM25_K / this.statistics.averageLength, b: 0, d: 0 },
      limit: query.limit,
      includeVectors: true,
      ...where,
    });
    const byVector = await search(this.#database, {
      mode: 'vector',
      vector: { value: query.vector, property: 'vector' },
      similarity: 0,
      limit: query.limit,
      includeVectors: true,
      ...where,
    });
    const bm25 = new Map(fullText.hits.map((hit) => [Number(hit.id), hit.score]));
    const found = new Set([...bm25.keys(), ...byVector.hits.map((hit) => Number(hit.id))]);
    return [...found].map((passage) => ({
      passage,
      bm25: bm25.get(passage) ?? 0,
      cosine: this.#vectors.cosine(passage, query.vector),
    }));
  }
}
