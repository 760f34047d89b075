/** A text as one compares it: without case and accents, words apart. */
export function foldedWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether each word that was typed begins a word of the text; nothing typed matches everything. */
export function matchesTyped(text: string, typed: readonly string[]): boolean {
  return beginWords(foldedWords(text), typed);
}

/** The same of a text whose words have been folded. */
export function beginWords(words: readonly string[], typed: readonly string[]): boolean {
  return typed.every((start) => words.some((word) => word.startsWith(start)));
}
