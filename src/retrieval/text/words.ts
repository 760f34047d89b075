/** A word as it stands in a text. */
export interface Word {
  readonly text: string;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * Letters and digits with their marks; numbers keep their inner separators ('2,400', '3.5'), words their
 * inner apostrophes; hyphens separate, so that 'EU-China' is found by 'china'.
 */
const WORD = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*\p{N}*/gu;
/** Scripts that are written without spaces; their runs are cut into overlapping pairs, the usual unit of CJK retrieval. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** The words of a text, in order. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = { text: match[0], start: match.index, end: match.index + match[0].length };
    if (UNSPACED.test(word.text)) found.push(...characterPairs(word));
    else found.push(word);
  }
  return found;
}

function characterPairs(run: Word): Word[] {
  const characters: Word[] = [];
  let at = run.start;
  for (const character of run.text) {
    characters.push({ text: character, start: at, end: at + character.length });
    at += character.length;
  }
  if (characters.length === 1) return characters;
  return characters.slice(1).map((second, i) => {
    const first = characters[i] as Word;
    return { text: first.text + second.text, start: first.start, end: second.end };
  });
}
