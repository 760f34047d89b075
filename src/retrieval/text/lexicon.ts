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
  readonly #isWord: (word: string) => boolean;
  #spelling: Spelling | null = null;

  /**
   * @param statistics of the texts of the passages, with their titles
   * @param acronyms that these texts define
   * @param isWord whether the language has a word, although these texts may not: it is no misspelling then
   */
  constructor(
    statistics: WordStatistics,
    acronyms: Iterable<Acronym>,
    analyser: Analyser,
    isWord: (word: string) => boolean,
  ) {
    this.#analyser = analyser;
    this.#isWord = isWord;
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
      const replacement = this.#isKnown(word.text) ? null : this.#corrector().correct(fold(word.text));
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

  /** Whether the corpus writes a word, or the language has it: 'firms' is no slip for 'farms'. */
  #isKnown(word: string): boolean {
    const folded = fold(word);
    if (this.#statistics.occurrences(folded) > 0 || this.#analyser.isStopWord(folded)) return true;
    const [term] = this.#analyser.terms(word);
    return term === undefined || this.knows(term.term) || this.#isWord(term.folded);
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
