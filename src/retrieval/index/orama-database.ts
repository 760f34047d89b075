import {
  type AnyIndexStore,
  type AnyOrama,
  components,
  create,
  type IDocumentsStore,
  type IIndex,
  type Tokenizer,
} from '@orama/orama';
import { vector } from '@orama/orama/trees';
import type { Analyser } from '../text/analyser.ts';
import type { Postings } from './postings.ts';
import type { VectorScan } from './vector-scan.ts';

/** What Orama searches: passages by ordinal. Orama's own number of a passage is its ordinal + 1. */
export interface OramaSources {
  readonly postings: Postings;
  readonly vectors: VectorScan;
  /** First and last day of each passage's article, as days since 1970. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly analyser: Analyser;
  /** The most hits that a search is asked for. */
  readonly mostHits: number;
}

/**
 * An Orama database over indexes in typed arrays. Orama runs the searches; its components for full text, filters,
 * vectors and documents are replaced, since its own hold every posting, document and vector as JavaScript objects, sort
 * all matches of a question, and have to be filled passage by passage at each start (figures in docs/evaluation.md).
 */
export function createOramaDatabase(sources: OramaSources): AnyOrama {
  const { analyser, vectors } = sources;
  const tokenize = (text: string) => analyser.terms(text).map(({ term }) => term);
  const tokenizer: Tokenizer = { language: 'english', normalizationCache: new Map(), tokenize };
  const database = create({
    schema: { text: 'string', from: 'number', to: 'number', vector: `vector[${vectors.dimensions}]` },
    sort: { enabled: false },
    components: { tokenizer, index: searchIndex(sources), documentsStore: documents(vectors.size) },
  });
  const ids = Array.from({ length: vectors.size }, (_, ordinal) => String(ordinal));
  database.internalDocumentIDStore.load(database, { internalIdToId: ids });
  return database;
}

function searchIndex({ postings, vectors, from, to, mostHits }: OramaSources) {
  const index = components.index.createIndex() as unknown as IIndex<AnyIndexStore>;
  const replaced: IIndex<AnyIndexStore> = {
    ...index,
    create: (orama, ids, schema) => {
      const store: AnyIndexStore = index.create(orama, ids, schema);
      const node = new ScannedVectors(vectors, mostHits);
      return { ...store, vectorIndexes: { vector: { type: 'Vector', node, isArray: false } } };
    },
    search: (_, text, tokenizer, language, __, ___, ____, _____, relevance, ______, allowed) => {
      const terms = tokenizer.tokenize(text, language ?? 'english');
      const found = postings.search(terms, mostHits, relevance, byOrdinal(allowed));
      return found.map(({ passage, score }) => [passage + 1, score]);
    },
    searchByWhereClause: (_, __, filters) => {
      const { from: first, to: last } = filters as unknown as DayFilter;
      return new PassagesOfDays(from, to, { from: last.gte, to: first.lte });
    },
  };
  return replaced;
}

/** Passages that begin to tell at the latest on one day, and end at the earliest on another. */
interface DayFilter {
  readonly from: { readonly lte: number };
  readonly to: { readonly gte: number };
}

/** Orama's vector index, answered by the scan. */
class ScannedVectors extends vector.VectorIndex {
  readonly #vectors: VectorScan;
  readonly #mostHits: number;

  constructor(vectors: VectorScan, mostHits: number) {
    super(vectors.dimensions);
    this.#vectors = vectors;
    this.#mostHits = mostHits;
  }

  override find(
    question: Float32Array | number[],
    similarity: number,
    allowed: Set<number> | undefined,
  ): [number, number][] {
    const vector = question instanceof Float32Array ? question : Float32Array.from(question);
    const found = this.#vectors.nearest(vector, this.#mostHits, byOrdinal(allowed));
    return found.filter(({ score }) => score >= similarity).map(({ passage, score }) => [passage + 1, score]);
  }
}

/** The passages whose article tells of one of the days asked for: a set by its rule, without its members. */
class PassagesOfDays extends Set<number> {
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #days: { readonly from: number; readonly to: number };

  constructor(from: Int32Array, to: Int32Array, days: { readonly from: number; readonly to: number }) {
    super();
    this.#from = from;
    this.#to = to;
    this.#days = days;
  }

  override has(internalId: number): boolean {
    const passage = internalId - 1;
    return (
      (this.#from[passage] as number) <= this.#days.to && (this.#to[passage] as number) >= this.#days.from
    );
  }
}

function byOrdinal(allowed: ReadonlySet<number> | undefined): ((passage: number) => boolean) | undefined {
  return allowed && ((passage) => allowed.has(passage + 1));
}

/** Orama wants a document for each hit; passages are looked up by ordinal, so that one serves them all. */
const DOCUMENT = Object.freeze({});

function documents(size: number): IDocumentsStore {
  const store = components.documentsStore.createDocumentsStore() as unknown as IDocumentsStore;
  const docs = new Array<object>(size + 1).fill(DOCUMENT);
  return { ...store, create: () => ({ docs }), get: () => DOCUMENT, count: () => size };
}
