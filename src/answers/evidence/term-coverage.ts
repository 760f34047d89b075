import { LRUCache } from 'lru-cache';
import type { Analyser } from '../../retrieval/text/analyser.ts';
import type { QuestionTerm } from '../question/question.ts';

/** The distinct terms of a text. */
export type TermSet = ReadonlySet<string>;

/** Sentences whose terms are kept, about 1 kB each. */
const REMEMBERED = 5000;

/**
 * Remembers the terms of articles and sentences, which many questions meet again: of what is long by its object, so
 * that they go with it, and of what is short by its text.
 */
export class TermSets {
  readonly #analyser: Analyser;
  readonly #recent = new LRUCache<string, TermSet>({ max: REMEMBERED });
  readonly #known = new WeakMap<object, TermSet>();

  constructor(analyser: Analyser) {
    this.#analyser = analyser;
  }

  of(text: string): TermSet {
    let terms = this.#recent.get(text);
    if (terms === undefined) {
      terms = this.#termsOf(text);
      this.#recent.set(text, terms);
    }
    return terms;
  }

  remembered(key: object, text: () => string): TermSet {
    let terms = this.#known.get(key);
    if (terms === undefined) {
      terms = this.#termsOf(text());
      this.#known.set(key, terms);
    }
    return terms;
  }

  #termsOf(text: string): TermSet {
    return new Set(this.#analyser.terms(text).map((term) => term.term));
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
