import type { Vocabulary } from './vocabulary.ts';
import { capitalisedIn, occurrencesIn, type WordCounts } from './word-counts.ts';

/** How often the passages of a corpus hold each word and term. */
export class WordStatistics {
  readonly vocabulary: Vocabulary;
  #passages = 0;
  #length = 0;
  readonly #occurrences: Uint32Array;
  readonly #capitalised: Uint32Array;
  /** By term: in how many passages it stands. */
  readonly #frequency: Uint32Array;
  /** By term: the passage, counted from 1, in which it was met last. */
  readonly #metIn: Uint32Array;

  /** Counts for the words that the vocabulary has at this time. */
  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    this.#occurrences = new Uint32Array(vocabulary.size);
    this.#capitalised = new Uint32Array(vocabulary.size);
    this.#frequency = new Uint32Array(vocabulary.terms);
    this.#metIn = new Uint32Array(vocabulary.terms);
  }

  add(counts: WordCounts): void {
    this.#passages++;
    for (let i = 0; i < counts.length; i += 2) {
      const word = counts[i] as number;
      const count = counts[i + 1] as number;
      const term = this.vocabulary.termNumberOf(word);
      this.#length += occurrencesIn(count);
      this.#occurrences[word] = (this.#occurrences[word] as number) + occurrencesIn(count);
      this.#capitalised[word] = (this.#capitalised[word] as number) + capitalisedIn(count);
      if (this.#metIn[term] === this.#passages) continue;
      this.#metIn[term] = this.#passages;
      this.#frequency[term] = (this.#frequency[term] as number) + 1;
    }
  }

  get passages(): number {
    return this.#passages;
  }

  /** Mean number of words of a passage, stop words not counted; at least 1. */
  get averageLength(): number {
    return Math.max(1, this.#length / Math.max(1, this.#passages));
  }

  /** Number of passages that hold a term; 0 for one that is not known. */
  passagesWith(term: string): number {
    const number = this.vocabulary.findTerm(term);
    return number === undefined ? 0 : this.passagesWithNumber(number);
  }

  passagesWithNumber(term: number): number {
    return this.#frequency[term] ?? 0;
  }

  occurrences(folded: string): number {
    const word = this.vocabulary.findWord(folded);
    return word === undefined ? 0 : (this.#occurrences[word] ?? 0);
  }

  capitalised(folded: string): number {
    const word = this.vocabulary.findWord(folded);
    return word === undefined ? 0 : (this.#capitalised[word] ?? 0);
  }

  /** The words that occur, with their number of occurrences. */
  *words(): Generator<readonly [folded: string, occurrences: number]> {
    for (const [word, count] of this.#occurrences.entries()) {
      if (count > 0) yield [this.vocabulary.word(word), count];
    }
  }
}
