/** The folded words of a corpus, numbered, each with its index term. Grows only, so that a number stays good. */
export class Vocabulary {
  readonly #words: string[] = [];
  readonly #terms: string[] = [];
  /** For each word the number of its term. */
  readonly #termOfWord: number[] = [];
  readonly #wordNumbers = new Map<string, number>();
  readonly #termNumbers = new Map<string, number>();

  /** Number of words; theirs are 0 to `size - 1`. */
  get size(): number {
    return this.#words.length;
  }

  /** Number of different terms. */
  get terms(): number {
    return this.#terms.length;
  }

  /** The number of a word, which is added if it is new. */
  add(folded: string, term: string): number {
    const known = this.#wordNumbers.get(folded);
    if (known !== undefined) return known;
    let termNumber = this.#termNumbers.get(term);
    if (termNumber === undefined) {
      termNumber = this.#terms.push(term) - 1;
      this.#termNumbers.set(term, termNumber);
    }
    this.#termOfWord.push(termNumber);
    const number = this.#words.push(folded) - 1;
    this.#wordNumbers.set(folded, number);
    return number;
  }

  word(number: number): string {
    return this.#words[number] as string;
  }

  /** The term of a word, by the word's number. */
  termOf(word: number): string {
    return this.#terms[this.termNumberOf(word)] as string;
  }

  termNumberOf(word: number): number {
    return this.#termOfWord[word] as number;
  }

  findWord(folded: string): number | undefined {
    return this.#wordNumbers.get(folded);
  }

  findTerm(term: string): number | undefined {
    return this.#termNumbers.get(term);
  }
}
