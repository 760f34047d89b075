/** Characters that a backslash makes literal in the corpus's Markdown (`corpus/markup/reader-view.ts`). */
const SPECIAL = /[*_`[\]#<>&~|]/gu;
const WORD = /[\p{L}\p{N}]/u;
/** What may stand behind '&' of an entity; it may also go on in the next piece of text. */
const ENTITY_REST = /^(?:#?[A-Za-z\d]{0,31};|#?[A-Za-z\d]{0,31}$)/;

/**
 * Writes plain text as Markdown, so that the corpus's parser gives back the same characters. Only what could be
 * read as markup gets a backslash, since people read these files too: 'snake_case', 'AT&T' and 'C#' stay.
 *
 * @param text a piece of a text: what stands directly before or behind it need not be known
 */
export function escapeMarkdown(text: string): string {
  return text.replace(SPECIAL, (char, at: number) => (isLiteral(text, at, char) ? char : `\\${char}`));
}

/** Whether the character at `at` can be no markup, whatever stands around the text. */
function isLiteral(text: string, at: number, char: string): boolean {
  const before = text[at - 1];
  const after = text[at + 1];
  // A backslash directly before would take the character's meaning, and vanish.
  if (before === undefined || before === '\\') return false;
  switch (char) {
    case '_':
      return after !== undefined && WORD.test(before) && WORD.test(after);
    case '#':
      return after !== undefined && WORD.test(after);
    case '<':
      return after !== undefined && /\s/.test(after);
    case '>':
      return text.slice(0, at).trim() !== '' && before !== '\n';
    case '&':
      return after !== undefined && !ENTITY_REST.test(text.slice(at + 1, at + 40));
    case '~':
      return after !== undefined && before !== '~' && after !== '~';
    case '|':
      return true;
    default:
      return false;
  }
}
