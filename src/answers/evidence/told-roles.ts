import type { Passage } from '../../retrieval/passages/passage.ts';
import type { Analyser, Term } from '../../retrieval/text/analyser.ts';
import { type RoleMention, roleMentions } from '../question/semantic-roles.ts';

/** The roles that passages and titles give to names, each found once. */
export class ToldRoles {
  readonly #analyser: Analyser;
  readonly #known = new WeakMap<object, readonly RoleMention[]>();

  constructor(analyser: Analyser) {
    this.#analyser = analyser;
  }

  /** Of a passage with its article's title. */
  inPassage(passage: Passage): readonly RoleMention[] {
    return [...this.#ofTitle(passage), ...this.#ofText(passage)];
  }

  /** Of one sentence of a passage, or of its article's title. */
  inSentence(passage: Passage, sentence: number | null): readonly RoleMention[] {
    if (sentence === null) return this.#ofTitle(passage);
    const unit = passage.sentences[sentence];
    if (unit === undefined) return [];
    const end = unit.at + unit.end - unit.start;
    return this.#ofText(passage).filter(({ start }) => start >= unit.at && start < end);
  }

  #ofTitle({ article }: Passage): readonly RoleMention[] {
    return this.#remembered(article, article.title);
  }

  #ofText(passage: Passage): readonly RoleMention[] {
    return this.#remembered(passage, passage.text);
  }

  #remembered(key: object, text: string): readonly RoleMention[] {
    let found = this.#known.get(key);
    if (found === undefined) {
      found = roleMentions(text, this.#analyser.terms(text).filter(isCapitalised));
      this.#known.set(key, found);
    }
    return found;
  }
}

function isCapitalised({ text }: Term): boolean {
  return /^\p{Lu}/u.test(text);
}
