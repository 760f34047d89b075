import type { Passage } from '../../retrieval/passages/passage.ts';
import type { Analyser, Term } from '../../retrieval/text/analyser.ts';
import type { Question } from '../question/question.ts';
import { type RoleMention, type Roles, roleMentions, rolesOf } from './semantic-roles.ts';

/** The roles that passages and titles give to names, each found once. */
export class ToldRoles {
  readonly #analyser: Analyser;
  readonly #titles = new WeakMap<object, readonly RoleMention[]>();
  readonly #passages = new WeakMap<object, readonly RoleMention[]>();

  constructor(analyser: Analyser) {
    this.#analyser = analyser;
  }

  /** Of a passage with its article's title. */
  inPassage(passage: Passage): Roles {
    return rolesOf([...this.#ofTitle(passage), ...this.#ofText(passage)]);
  }

  /** Of one sentence of a passage, or of its article's title. */
  inSentence(passage: Passage, sentence: number | null): Roles {
    if (sentence === null) return rolesOf(this.#ofTitle(passage));
    const unit = passage.sentences[sentence];
    if (unit === undefined) return rolesOf([]);
    const end = unit.at + unit.end - unit.start;
    return rolesOf(this.#ofText(passage).filter(({ start }) => start >= unit.at && start < end));
  }

  #ofTitle({ article }: Passage): readonly RoleMention[] {
    return this.#remembered(this.#titles, article, () => article.title);
  }

  #ofText(passage: Passage): readonly RoleMention[] {
    return this.#remembered(this.#passages, passage, () => passage.text);
  }

  #remembered(
    known: WeakMap<object, readonly RoleMention[]>,
    key: object,
    text: () => string,
  ): readonly RoleMention[] {
    let found = known.get(key);
    if (found === undefined) {
      const whole = text();
      found = roleMentions(whole, this.#analyser.terms(whole).filter(isCapitalised));
      known.set(key, found);
    }
    return found;
  }
}

/** The roles that a question gives to its names. */
export function askedRoles({ text, terms }: Question): Roles {
  return rolesOf(
    roleMentions(
      text,
      terms.filter(({ isName }) => isName),
    ),
  );
}

function isCapitalised({ text }: Term): boolean {
  return /^\p{Lu}/u.test(text);
}
