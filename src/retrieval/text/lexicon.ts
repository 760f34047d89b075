import type { Acronym } from './acronyms.ts';
import type { Analyser } from './analyser.ts';
import { fold } from './fold.ts';
import { Spelling } from './spelling.ts';
import type { WordStatistics } from './word-statistics.ts';
import { words } from './words.ts';

/** What a corpus knows of its own words: how rare they are, how they are spelt, which acronyms it defines. */
export class Lexicon {
  readonly #statistics: WordStatistics;
  readonly #expansions = new Map<string, Set<string>>();
  readonly #acronyms = new Map<string, Set<string>>();
  readonly #analyser: Analyser;
  #spelling: Spelling | null = null;

  /**
   * @param statistics of the texts of the passages, with their titles
   * @param acronyms that these texts define
   */
  constructor(statistics: WordStatistics, acronyms: Iterable<Acronym>, analyser: Analyser) {
    this.#analyser = analyser;
    this.#statistics = statistics;
    for (const { short, long } of acronyms) {
      add(this.#expansions, fold(short), long);
      add(this.#acronyms, this.#key(long), short);
    }
  }

  /**
   * Inverse document frequency, ln(1 + (N − n + ½)/(n + ½)) as in BM25 (Robertson and Zaragoza, "The Probabilistic
   * Relevance Framework", 2009); an unknown term gets the highest value.
   */
  idf(term: string): number {
    const n = this.#statistics.passagesWith(term);
    return Math.log(1 + (this.#statistics.passages - n + 0.5) / (n + 0.5));
  }

  /** Whether a passage holds the term. */
  knows(term: string): boolean {
    return this.#statistics.passagesWith(term) > 0;
  }

  /**
   * Share of a folded word's occurrences that are capitalised, in [0, 1]: near 1 for names. Questions typed in a
   * chat are in lower case, so the corpus is asked, not the question.
   */
  nameness(folded: string): number {
    const all = this.#statistics.occurrences(folded);
    return all === 0 ? 0 : this.#statistics.capitalised(folded) / all;
  }

  /** A question with its misspelt words replaced by what the corpus writes; offsets do not survive. */
  corrected(question: string): string {
    let result = '';
    let at = 0;
    for (const word of words(question)) {
      const folded = fold(word.text);
      const isKnown = this.#statistics.occurrences(folded) > 0 || this.#analyser.isStopWord(folded);
      const terms = isKnown ? [] : this.#analyser.terms(word.text);
      const replacement =
        terms[0] === undefined || this.knows(terms[0].term) ? null : this.#corrector().correct(folded);
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

  /** Made when the first unknown word asks for it, since most questions hold none. */
  #corrector(): Spelling {
    this.#spelling ??= new Spelling(this.#statistics.words());
    return this.#spelling;
  }

  #key(text: string): string {
    return this.#analyser
      .terms(text)
      .map((term) => term.term)
      .join(' ');
  }
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key) ?? new Set();
  set.add(value);
  sets.set(key, set);
}
