import type { Line } from './line.ts';

/** Lines longer than this were not broken by hand or by an editor: each line is a paragraph of its own. */
const WIDEST_WRAP = 140;

/** Lines narrower than this are verse, an address or a list without marks, and no wrapped prose. */
const NARROWEST_WRAP = 50;

/** The width at which the text's lines were wrapped, or null where a line end means a new paragraph. */
export function wrapWidth(lines: readonly Line[]): number | null {
  let widest = 0;
  for (const line of lines) {
    if (line.text.includes('|')) continue;
    widest = Math.max(widest, line.indent + line.text.length);
    if (widest > WIDEST_WRAP) return null;
  }
  return widest < NARROWEST_WRAP ? null : widest;
}

/**
 * Whether `next` goes on with the paragraph of `line`. In wrapped text it does where its first word would
 * not have fitted into `line` any more; everywhere, where the sentence plainly goes on.
 */
export function goesOn(line: Line, next: Line, width: number | null): boolean {
  if (next.afterGap || line.marked || next.marked) return false;
  if (/,$/.test(line.text)) return true;
  if (/^\p{Ll}/u.test(next.text) && !/[.!?:;。！？]["'”’»)]*$/u.test(line.text)) return true;
  if (width === null) return false;
  const firstWord = /^\S+/.exec(next.text)?.[0].length ?? 0;
  return line.indent + line.text.length + 1 + firstWord > width;
}
