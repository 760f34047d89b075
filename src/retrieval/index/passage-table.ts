import { LRUCache } from 'lru-cache';
import type { Article } from '../corpus/article.ts';
import { type DatedPassage, type IndexedArticle, PASSAGE_FIELDS, passagesOf } from './indexed-article.ts';
import { dot } from './quantised.ts';

/** Articles whose passages are kept as objects, some 20 kB each; of the others only numbers are. */
const REMEMBERED = 2000;

/** The passages of a corpus by ordinal, made from the numbers that the index keeps when a question meets them. */
export class PassageTable {
  readonly #articles: readonly Article[];
  readonly #indexed: readonly IndexedArticle[];
  /** Ordinal of each article's first passage, and of the first one after the last. */
  readonly #first: Uint32Array;
  /** By the article's place in the corpus. */
  readonly #made = new LRUCache<number, readonly DatedPassage[]>({ max: REMEMBERED });

  /** @param indexed of each article, in the same order */
  constructor(articles: readonly Article[], indexed: readonly IndexedArticle[]) {
    this.#articles = articles;
    this.#indexed = indexed;
    this.#first = new Uint32Array(articles.length + 1);
    for (const [i, { passages }] of indexed.entries()) {
      this.#first[i + 1] = (this.#first[i] as number) + passages.length / PASSAGE_FIELDS;
    }
  }

  articleOf(ordinal: number): Article {
    return this.#articles[this.#placeOf(ordinal)] as Article;
  }

  /** The passage; the same object as long as its article is remembered. */
  at(ordinal: number): DatedPassage {
    const place = this.#placeOf(ordinal);
    let passages = this.#made.get(place);
    if (passages === undefined) {
      passages = passagesOf(this.#articles[place] as Article, this.#indexed[place] as IndexedArticle);
      this.#made.set(place, passages);
    }
    return passages[ordinal - (this.#first[place] as number)] as DatedPassage;
  }

  /** The cosine of a unit vector with each sentence of a passage. */
  sentenceCosines(ordinal: number, vector: Float32Array): number[] {
    const place = this.#placeOf(ordinal);
    const { passages, vectors } = this.#indexed[place] as IndexedArticle;
    const at = ordinal - (this.#first[place] as number);
    let row = passages.length / PASSAGE_FIELDS;
    for (let i = 0; i < at; i++) row += passages[i * PASSAGE_FIELDS] as number;
    const count = passages[at * PASSAGE_FIELDS] as number;
    const stride = vectors.rows.length / vectors.scales.length;
    return Array.from({ length: count }, (_, i) =>
      dot(vector, vectors.rows, (row + i) * stride, vectors.scales[row + i] as number),
    );
  }

  /** The place in the corpus of the article that a passage belongs to: the last that begins at or before it. */
  #placeOf(ordinal: number): number {
    let low = 0;
    let high = this.#articles.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#first[middle] as number) <= ordinal) low = middle;
      else high = middle;
    }
    return low;
  }
}
