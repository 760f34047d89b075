import { definedAcronyms } from './acronyms.ts';
import type { Analyser } from './analyser.ts';
import { fold } from './fold.ts';
import { Spelling } from './spelling.ts';
import { words } from './words.ts';

/** What a corpus knows of its own words: how rare they are, how they are spelt, which acronyms it defines. */
export class Lexicon {
  readonly #documentFrequency = new Map<string, number>();
  readonly #occurrences = new Map<string, number>();
  readonly #capitalised = new Map<string, number>();
  readonly #expansions = new Map<string, Set<string>>();
  readonly #acronyms = new Map<string, Set<string>>();
  readonly #spelling: Spelling;
  readonly #analyser: Analyser;
  readonly #documents: number;

  /** @param documents the texts of the passages, with their titles */
  constructor(documents: readonly string[], analyser: Analyser) {
    this.#analyser = analyser;
    this.#documents = documents.length;
    for (const text of documents) {
      const terms = analyser.terms(text);
      for (const term of new Set(terms.map((t) => t.term))) increment(this.#documentFrequency, term);
      for (const { folded, text: written } of terms) {
        increment(this.#occurrences, folded);
        if (/^\p{Lu}/u.test(written)) increment(this.#capitalised, folded);
      }
      for (const { short, long } of definedAcronyms(text)) {
        add(this.#expansions, fold(short), long);
        add(this.#acronyms, this.#key(long), short);
      }
    }
    this.#spelling = new Spelling(this.#occurrences);
  }

  /**
   * Inverse document frequency, ln(1 + (N − n + ½)/(n + ½)) as in BM25 (Robertson and Zaragoza, "The Probabilistic
   * Relevance Framework", 2009); an unknown term gets the highest value.
   */
  idf(term: string): number {
    const n = this.#documentFrequency.get(term) ?? 0;
    return Math.log(1 + (this.#documents - n + 0.5) / (n + 0.5));
  }

  /** Whether a passage holds the term. */
  knows(term: string): boolean {
    return this.#documentFrequency.has(term);
  }

  /**
   * Share of a folded word's occurrences that are capitalised, in [0, 1]: near 1 for names. Questions typed in a
   * chat are in lower case, so the corpus is asked, not the question.
   */
  nameness(folded: string): number {
    const all = this.#occurrences.get(folded);
    return all === undefined ? 0 : (this.#capitalised.get(folded) ?? 0) / all;
  }

  /** A question with its misspelt words replaced by what the corpus writes; offsets do not survive. */
  corrected(question: string): string {
    let result = '';
    let at = 0;
    for (const word of words(question)) {
      const folded = fold(word.text);
      const isKnown = this.#occurrences.has(folded) || this.#analyser.isStopWord(folded);
      const terms = isKnown ? [] : this.#analyser.terms(word.text);
      const replacement =
        terms[0] === undefined || this.knows(terms[0].term) ? null : this.#spelling.correct(folded);
      if (replacement === null) continue;
      result += question.slice(at, word.start) + replacement;
      at = word.end;
    }
    return result + question.slice(at);
  }

  /** The long forms of acronyms in the question, and the acronyms of long forms in it. */
  expansions(question: string): string[] {
    const found = words(question).flatMap((word) => [...(this.#expansions.get(fold(word.text)) ?? [])]);
    const key = ` ${this.#key(question)} `;
    for (const [long, shorts] of this.#acronyms) if (key.includes(` ${long} `)) found.push(...shorts);
    return [...new Set(found)];
  }

  #key(text: string): string {
    return this.#analyser
      .terms(text)
      .map((term) => term.term)
      .join(' ');
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key) ?? new Set();
  set.add(value);
  sets.set(key, set);
}
