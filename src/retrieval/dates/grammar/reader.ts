import type { Token } from './tokens.ts';
import { FUNCTION_WORDS, MEASURES } from './vocabulary.ts';

/**
 * How the text was written. `prose`: an article, where months and weekdays have capitals. `chat`: a question typed in
 * haste, where nothing has.
 */
export type Style = 'prose' | 'chat';

/** What a rule read, and the index of the token after it. */
export interface Read<T> {
  readonly value: T;
  readonly next: number;
}

const DASHES: ReadonlySet<string> = new Set(['-', '–', '—', '‐', '‑', '−']);
const MARKS_OF_COUNT: ReadonlySet<string> = new Set(['%', '‰', '€', '$', '£', '°', '₹', '¥']);

/** Looks at the tokens of one text; every look is by index, so that rules need not undo anything. */
export class Reader {
  readonly tokens: readonly Token[];
  readonly style: Style;

  constructor(tokens: readonly Token[], style: Style) {
    this.tokens = tokens;
    this.style = style;
  }

  at(index: number): Token | undefined {
    return this.tokens[index];
  }

  /** The word at `index` in lower case; '' if there is none, or an empty line stands before it. */
  word(index: number): string {
    const token = this.tokens[index];
    return token?.kind === 'word' ? token.lower : '';
  }

  /** Whether the token at `index` is the mark, joined to what stands before. */
  joined(index: number, mark: string): boolean {
    const token = this.tokens[index];
    return token?.kind === 'mark' && token.text === mark && !token.spaced;
  }

  isMark(index: number): boolean {
    return this.tokens[index]?.kind === 'mark';
  }

  isDash(index: number): boolean {
    return DASHES.has(this.tokens[index]?.text ?? '');
  }

  /** Nothing more belongs to the clause: the end, a mark, or an empty line. */
  closes(index: number): boolean {
    const token = this.tokens[index];
    return (
      token === undefined ||
      token.broken ||
      (token.kind === 'mark' && token.text !== "'" && token.text !== '’')
    );
  }

  capital(index: number): boolean {
    return /^\p{Lu}/u.test(this.tokens[index]?.text ?? '');
  }

  /** Whether a name of a month or weekday may stand at `index`: in prose only with a capital. */
  named(index: number): boolean {
    return this.style === 'chat' || this.capital(index);
  }

  /** The index after an optional 'the'. */
  afterThe(index: number): number {
    return this.word(index) === 'the' ? index + 1 : index;
  }

  /** Whether what stands at `index` is a measure, so that the number before it counts. */
  measures(index: number): boolean {
    const token = this.tokens[index];
    if (token === undefined || token.broken) return false;
    return token.kind === 'mark' ? MARKS_OF_COUNT.has(token.text) : MEASURES.has(token.lower);
  }

  /** Whether a plural noun, perhaps after an adjective, stands at `index`: '2400 trees', '2000 native trees'. */
  pluralNoun(index: number): boolean {
    return this.#plural(index) || (this.plainWord(index) && this.#plural(index + 1));
  }

  /** Whether a word that is no function word stands at `index`, in lower case. */
  plainWord(index: number): boolean {
    const token = this.tokens[index];
    return (
      token !== undefined &&
      token.kind === 'word' &&
      !token.broken &&
      /^\p{Ll}/u.test(token.text) &&
      !FUNCTION_WORDS.has(token.lower)
    );
  }

  #plural(index: number): boolean {
    return this.plainWord(index) && /[^su]s$/.test(this.word(index));
  }

  /** Whether a word stands at `index` that a count could stand before, as in 'may 12 people apply'. */
  countable(index: number): boolean {
    return this.measures(index) || this.plainWord(index);
  }
}
