import type { Analyser } from '../../retrieval/text/analyser.ts';
import type { QuestionTerm } from '../question/question.ts';

/** The distinct terms of a text. */
export type TermSet = ReadonlySet<string>;

/** Remembers the terms of articles, which many questions meet again; keyed by the object, so that they go with it. */
export class TermSets {
  readonly #analyser: Analyser;
  readonly #known = new WeakMap<object, TermSet>();

  constructor(analyser: Analyser) {
    this.#analyser = analyser;
  }

  of(text: string): TermSet {
    return new Set(this.#analyser.terms(text).map((term) => term.term));
  }

  remembered(key: object, text: () => string): TermSet {
    let terms = this.#known.get(key);
    if (terms === undefined) {
      terms = this.of(text());
      this.#known.set(key, terms);
    }
    return terms;
  }
}

/** Share, by inverse document frequency, of the question's terms that one of the sets holds; 0 without terms. */
export function coverage(terms: readonly QuestionTerm[], ...sets: readonly TermSet[]): number {
  let all = 0;
  let covered = 0;
  for (const { term, idf } of terms) {
    all += idf;
    if (sets.some((set) => set.has(term))) covered += idf;
  }
  return all === 0 ? 0 : covered / all;
}
