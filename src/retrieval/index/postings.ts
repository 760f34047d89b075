import type { Vocabulary } from '../text/vocabulary.ts';
import { occurrencesIn, type WordCounts } from '../text/word-counts.ts';
import { WordStatistics } from '../text/word-statistics.ts';
import { Best, type Scored } from './best.ts';
import type { Slices } from './slices.ts';
import type { Allowed } from './vector-scan.ts';

/** Parameters of BM25 as Orama has them: saturation, influence of length, and lower bound of term frequency. */
export interface Bm25Parameters {
  readonly k: number;
  readonly b: number;
  readonly d: number;
}

/** The highest count that is told apart. */
const MOST = 0xffff;
/** Passages between two looks at the clock. */
const STEP = 500;

/**
 * The inverted index: for each term the passages that hold it and how often, in typed arrays. Orama's own keeps a set a
 * term and an object a passage, which takes ten times the memory and has to be filled anew at each start.
 */
export class Postings {
  readonly statistics: WordStatistics;
  /** Number of words of each passage, stop words not counted. */
  readonly #lengths: Uint32Array;
  /** By term: where its postings begin and end. */
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  readonly #passages: Uint32Array;
  readonly #counts: Uint16Array;
  /** A score for each passage, 0 between two searches. */
  readonly #scores: Float64Array;

  private constructor(statistics: WordStatistics, postings: number, passages: number) {
    const { terms } = statistics.vocabulary;
    this.statistics = statistics;
    this.#lengths = new Uint32Array(passages);
    this.#starts = new Uint32Array(terms);
    this.#ends = new Uint32Array(terms);
    this.#passages = new Uint32Array(postings);
    this.#counts = new Uint16Array(postings);
    this.#scores = new Float64Array(passages);
  }

  /** @param passages the words of each passage, numbered by the vocabulary */
  static async build(
    passages: readonly WordCounts[],
    vocabulary: Vocabulary,
    slices: Slices,
  ): Promise<Postings> {
    const statistics = new WordStatistics(vocabulary);
    for (const [i, counts] of passages.entries()) {
      statistics.add(counts);
      if (i % STEP === 0) await slices.pause();
    }
    let postings = 0;
    for (let term = 0; term < vocabulary.terms; term++) postings += statistics.passagesWithNumber(term);
    const built = new Postings(statistics, postings, passages.length);
    built.#layOut();
    for (const [passage, counts] of passages.entries()) {
      built.#add(passage, counts);
      if (passage % STEP === 0) await slices.pause();
    }
    return built;
  }

  /** The passages that score best by BM25 for the terms, best first; a term given twice counts twice. */
  search(
    terms: readonly string[],
    limit: number,
    { k, b, d }: Bm25Parameters,
    allowed?: Allowed,
  ): readonly Scored[] {
    const scores = this.#scores;
    const { passages: all, averageLength } = this.statistics;
    for (const term of terms) {
      const number = this.statistics.vocabulary.findTerm(term);
      if (number === undefined || number >= this.#starts.length) continue;
      const frequency = this.statistics.passagesWithNumber(number);
      const idf = Math.log(1 + (all - frequency + 0.5) / (frequency + 0.5));
      const end = this.#ends[number] as number;
      for (let at = this.#starts[number] as number; at < end; at++) {
        const passage = this.#passages[at] as number;
        const length = this.#lengths[passage] as number;
        const tf = (this.#counts[at] as number) / length;
        const score = (idf * (d + tf * (k + 1))) / (tf + k * (1 - b + (b * length) / averageLength));
        scores[passage] = (scores[passage] as number) + score;
      }
    }
    const best = new Best(limit);
    let bar = 0;
    for (let passage = 0; passage < scores.length; passage++) {
      const score = scores[passage] as number;
      if (score <= bar || (allowed && !allowed(passage))) continue;
      best.offer(passage, score);
      bar = Math.max(0, best.bar);
    }
    scores.fill(0);
    return best.kept;
  }

  #layOut(): void {
    let at = 0;
    for (let term = 0; term < this.#starts.length; term++) {
      this.#starts[term] = at;
      this.#ends[term] = at;
      at += this.statistics.passagesWithNumber(term);
    }
  }

  /** Passages come in order, so that a term's last posting tells whether another word of the passage has the term. */
  #add(passage: number, counts: WordCounts): void {
    for (let i = 0; i < counts.length; i += 2) {
      const term = this.statistics.vocabulary.termNumberOf(counts[i] as number);
      const count = occurrencesIn(counts[i + 1] as number);
      this.#lengths[passage] = (this.#lengths[passage] as number) + count;
      const end = this.#ends[term] as number;
      const last = end - 1;
      if (end > (this.#starts[term] as number) && this.#passages[last] === passage) {
        this.#counts[last] = Math.min(MOST, (this.#counts[last] as number) + count);
        continue;
      }
      this.#passages[end] = passage;
      this.#counts[end] = count;
      this.#ends[term] = end + 1;
    }
  }
}
