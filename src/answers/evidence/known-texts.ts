import { LRUCache } from 'lru-cache';
import type { Analyser } from '../../retrieval/text/analyser.ts';
import type { TermSet } from './term-coverage.ts';
import { ToldRoles } from './told-roles.ts';

/** Sentences whose terms are kept, about 1 kB each. */
const REMEMBERED = 5000;

/**
 * What is known of articles and sentences, which many questions meet again: their terms, of what is long by its object, so
 * that they go with it, and of what is short by its text; and the roles that they give to names.
 */
export class KnownTexts {
  readonly roles: ToldRoles;
  readonly #analyser: Analyser;
  readonly #recent = new LRUCache<string, TermSet>({ max: REMEMBERED });
  readonly #known = new WeakMap<object, TermSet>();

  constructor(analyser: Analyser) {
    this.roles = new ToldRoles(analyser);
    this.#analyser = analyser;
  }

  terms(text: string): TermSet {
    let terms = this.#recent.get(text);
    if (terms === undefined) {
      terms = this.#analysed(text);
      this.#recent.set(text, terms);
    }
    return terms;
  }

  termsOf(key: object, text: () => string): TermSet {
    let terms = this.#known.get(key);
    if (terms === undefined) {
      terms = this.#analysed(text());
      this.#known.set(key, terms);
    }
    return terms;
  }

  #analysed(text: string): TermSet {
    return new Set(this.#analyser.terms(text).map((term) => term.term));
  }
}
