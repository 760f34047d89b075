import { fold } from './fold.ts';

/** 'Joint Steering Committee (JSC)' or 'JSC (Joint Steering Committee)', within one sentence. */
const PARENTHESISED = /\(([^()\n]{2,80})\)/gu;
const SHORT_FORM = /^\p{Lu}[\p{L}\p{N}&-]{1,9}$/u;
const WORD_BEFORE = /[\p{L}\p{N}][\p{L}\p{N}'’&-]*/gu;

export interface Acronym {
  readonly short: string;
  readonly long: string;
}

/**
 * The acronyms that a text defines, after Schwartz and Hearst, "A simple algorithm for identifying abbreviation
 * definitions in biomedical text" (PSB 2003): the letters of the short form are matched from right to left
 * in the words before the parenthesis, the first letter at the beginning of a word.
 */
export function definedAcronyms(text: string): Acronym[] {
  const found: Acronym[] = [];
  for (const match of text.matchAll(PARENTHESISED)) {
    const inside = (match[1] as string).trim();
    const before = text.slice(Math.max(0, match.index - 160), match.index);
    if (SHORT_FORM.test(inside)) {
      const long = longForm(inside, before);
      if (long !== null) found.push({ short: inside, long });
    } else {
      const short = before.trimEnd().match(/[\p{L}\p{N}&-]+$/u)?.[0];
      if (short !== undefined && SHORT_FORM.test(short) && /\p{Lu}.*\p{Lu}/u.test(short)) {
        const long = longForm(short, inside);
        if (long !== null) found.push({ short, long });
      }
    }
  }
  return found;
}

/** The shortest end of `before` that spells `short`, or null. */
function longForm(short: string, before: string): string | null {
  const letters = [...fold(short)].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  if (letters.length < 2 || !/\p{Lu}.*\p{Lu}/u.test(short)) return null;
  const limit = Math.min(letters.length + 5, letters.length * 2);
  const words = [...before.matchAll(WORD_BEFORE)].slice(-limit);
  for (let first = words.length - 1; first >= 0; first--) {
    const candidate = words.slice(first).map((word) => fold(word[0]));
    if (spells(letters, candidate)) return before.slice((words[first] as RegExpMatchArray).index).trim();
  }
  return null;
}

/** Whether the letters occur in order in the words, the first one at the start of the first word. */
function spells(letters: readonly string[], candidate: readonly string[]): boolean {
  const joined = candidate.join(' ');
  if (joined[0] !== letters[0] || candidate.length < 2) return false;
  let at = 0;
  let initials = 0;
  for (const letter of letters) {
    const next = joined.indexOf(letter, at);
    if (next < 0) return false;
    if (next === 0 || joined[next - 1] === ' ' || joined[next - 1] === '-') initials++;
    at = next + 1;
  }
  return initials >= 2;
}
