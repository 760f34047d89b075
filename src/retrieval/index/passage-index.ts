import { type AnyOrama, components, create, insertMultiple, search, type Tokenizer } from '@orama/orama';
import type { Analyser } from '../text/analyser.ts';
import { VectorTable } from './vector-table.ts';

/** What the index keeps of a passage. */
export interface IndexedDocument {
  /** Title, heading and text, merged: one field beats several for questions (measured in docs/evaluation.md). */
  readonly text: string;
  /** Unit vector of `dimensions` numbers. */
  readonly vector: Float32Array;
  /** First and last day that the passage's article tells of, as days since 1970; null when unknown. */
  readonly days: { readonly from: number; readonly to: number } | null;
}

/** A passage found, by its ordinal in the index. */
export interface PassageScore {
  readonly passage: number;
  /** Orama's BM25 of the question; 0 where no term matches. */
  readonly bm25: number;
  /** Cosine of the question's and the passage's vectors, in [−1, 1]. */
  readonly cosine: number;
}

export interface IndexQuery {
  /** Words to match; stop words are ignored. */
  readonly text: string;
  /** Unit vector of the question. */
  readonly vector: Float32Array;
  /** Most hits to take from each of the two searches. */
  readonly limit: number;
  /** Only passages whose article tells of one of these days. */
  readonly days?: { readonly from: number; readonly to: number } | undefined;
}

/**
 * Ends each index term, so that Orama's prefix matching cannot expand 'forum' to 'forums-and-fairs': with the mark
 * a term is the prefix of itself only.
 */
const END_OF_TERM = '$';
/** Saturation of term frequency in BM25. Orama divides tf by the document's length, which k has to follow. */
const BM25_K = 1.2;
/** Days without a date: no filter on days matches them. */
const NO_DAY = Number.MAX_SAFE_INTEGER;

/** Full text and vectors of all passages, in Orama. */
export class PassageIndex {
  readonly #database: AnyOrama;
  readonly #vectors: VectorTable;
  readonly #averageLength: number;

  private constructor(database: AnyOrama, vectors: VectorTable, averageLength: number) {
    this.#database = database;
    this.#vectors = vectors;
    this.#averageLength = averageLength;
  }

  static async build(
    documents: readonly IndexedDocument[],
    dimensions: number,
    analyser: Analyser,
  ): Promise<PassageIndex> {
    const tokenize = (text: string) => analyser.terms(text).map((term) => term.term + END_OF_TERM);
    const tokenizer: Tokenizer = { language: 'english', normalizationCache: new Map(), tokenize };
    const database = create({
      schema: { text: 'string', from: 'number', to: 'number', vector: `vector[${dimensions}]` },
      components: { tokenizer, index: documentFrequencyIndex() },
    });
    let terms = 0;
    for (const document of documents) terms += analyser.terms(document.text).length;
    await insertMultiple(
      database,
      documents.map((document, ordinal) => ({
        id: String(ordinal),
        text: document.text,
        from: document.days?.from ?? NO_DAY,
        to: document.days?.to ?? -NO_DAY,
        // Orama's insertion silently mishandles typed arrays; it keeps its own copy of a plain one.
        vector: Array.from(document.vector),
      })),
    );
    const vectors = VectorTable.of(
      documents.map((document) => document.vector),
      dimensions,
    );
    return new PassageIndex(database, vectors, Math.max(1, terms / Math.max(1, documents.length)));
  }

  get size(): number {
    return this.#vectors.rows;
  }

  /** The union of the best by full text and the best by vector, in no particular order. */
  async search(query: IndexQuery): Promise<PassageScore[]> {
    const where = query.days
      ? { where: { from: { lte: query.days.to }, to: { gte: query.days.from } } }
      : undefined;
    const fullText = await search(this.#database, {
      term: query.text,
      properties: ['text'],
      relevance: { k: BM25_K / this.#averageLength, b: 0, d: 0 },
      limit: query.limit,
      includeVectors: true,
      ...where,
    });
    const byVector = await search(this.#database, {
      mode: 'vector',
      vector: { value: Array.from(query.vector), property: 'vector' },
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
      cosine: this.#vectors.dot(passage, query.vector),
    }));
  }
}

/**
 * Orama's index, counting in how many documents a term occurs. By itself it counts occurrences, so that in a small
 * corpus the inverse document frequency of a common word is the logarithm of a number below 1, or of 0.
 */
function documentFrequencyIndex() {
  const index = components.index.createIndex();
  return {
    ...index,
    insertTokenScoreParameters: ((data, property, id, tokens, token) => {
      const internalId = components.internalDocumentIDStore.getInternalDocumentId(
        data.sharedInternalDocumentStore,
        id,
      );
      if (data.frequencies[property]?.[internalId]?.[token] !== undefined) return;
      index.insertTokenScoreParameters(data, property, id, tokens, token);
    }) satisfies typeof index.insertTokenScoreParameters,
  };
}
