import type { Edit } from './edit.ts';
import { removal } from './edit.ts';

/** A fence of a hundred thousand marks would be a pattern that the regular expression engine cannot hold. */
const LONGEST_FENCE = 64;

const HEADING = / {0,3}#{1,6}[ \t]+(?=\S)/y;
const QUOTE = /(?: {0,3}>(?:[ \t]|$|(?=[>\n])))+/my;
const FENCE = / {0,3}(`{3,}|~{3,})[^`\n]*$/my;
/** What begins another block than the line before: nothing, a list mark, a table row or a heading. */
const BLOCK_START = /[ \t]*(?:\n|$|[•‣*+\-–][ \t]|\d{1,3}[.)][ \t]|\||#)/y;

/** What the start of a line says. */
export interface LineMarks {
  readonly edits: readonly Edit[];
  /** Where the line's own text begins. */
  readonly end: number;
  /** True where a new block begins, which no emphasis crosses. */
  readonly startsBlock: boolean;
}

/** Reads the marks at the starts of lines: headings, quotes and code fences. */
export class LineMarkScanner {
  readonly #source: string;
  /** Shortest fence, a mark, that is known not to be closed; keeps a text of fences linear. */
  readonly #unclosed = new Map<string, number>();

  constructor(source: string) {
    this.#source = source;
  }

  scan(lineStart: number): LineMarks {
    const source = this.#source;
    HEADING.lastIndex = lineStart;
    if (HEADING.test(source)) return this.#heading(lineStart, HEADING.lastIndex);
    FENCE.lastIndex = lineStart;
    const fence = FENCE.exec(source);
    if (fence?.[1]) {
      const block = this.#fenced(lineStart, FENCE.lastIndex, fence[1]);
      if (block) return block;
    }
    QUOTE.lastIndex = lineStart;
    if (QUOTE.test(source)) {
      const end = QUOTE.lastIndex;
      return { edits: [removal(lineStart, end)], end, startsBlock: false };
    }
    BLOCK_START.lastIndex = lineStart;
    return { edits: [], end: lineStart, startsBlock: BLOCK_START.test(source) };
  }

  #heading(lineStart: number, end: number): LineMarks {
    const source = this.#source;
    const edits: Edit[] = [removal(lineStart, end), { kind: 'heading', start: end, end }];
    const newline = source.indexOf('\n', end);
    const lineEnd = newline < 0 ? source.length : newline;
    let at = lineEnd;
    while (at > end && isBlank(source[at - 1])) at--;
    let mark = at;
    while (mark > end && source[mark - 1] === '#') mark--;
    if (mark < at && isBlank(source[mark - 1])) {
      while (isBlank(source[mark - 1])) mark--;
      edits.push(removal(mark, at));
    }
    return { edits, end, startsBlock: true };
  }

  /** The text between two fences comes through as it stands. */
  #fenced(lineStart: number, openEnd: number, mark: string): LineMarks | null {
    const source = this.#source;
    const kind = mark[0] ?? '';
    if (mark.length >= (this.#unclosed.get(kind) ?? Number.POSITIVE_INFINITY)) return null;
    const close = new RegExp(`^ {0,3}${kind}{${Math.min(mark.length, LONGEST_FENCE)},}[ \\t]*$`, 'gm');
    close.lastIndex = openEnd + 1;
    const found = close.exec(source);
    if (!found) {
      this.#unclosed.set(kind, mark.length);
      return null;
    }
    const end = found.index + found[0].length;
    return {
      edits: [removal(lineStart, Math.min(openEnd + 1, found.index)), removal(found.index, end)],
      end,
      startsBlock: true,
    };
  }
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}
