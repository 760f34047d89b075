/** A line of the body that holds text. */
export interface Line {
  /** UTF-16 offset in the body of the first character that is no white space. */
  readonly start: number;
  /** UTF-16 offset after the last character that is no white space. */
  readonly end: number;
  /** White space before `start`, in characters. */
  readonly indent: number;
  /** `body.slice(start, end)`. */
  readonly text: string;
  /** Whether an empty line, or the start of the text, stands before it. */
  readonly afterGap: boolean;
  /** Whether the markup says that it is a heading. */
  readonly marked: boolean;
}

/** The body's lines that hold text, in order. `headings`: offsets, ascending, of lines marked as headings. */
export function readLines(body: string, headings: readonly number[]): Line[] {
  const lines: Line[] = [];
  let gap = true;
  let next = 0;
  for (let from = 0; from <= body.length; ) {
    const newline = body.indexOf('\n', from);
    const to = newline < 0 ? body.length : newline;
    const raw = body.slice(from, to);
    const text = raw.trim();
    let marked = false;
    for (let at = headings[next]; at !== undefined && at <= to; at = headings[++next]) marked ||= at >= from;
    if (text === '') gap = true;
    else {
      const indent = raw.length - raw.trimStart().length;
      const start = from + indent;
      lines.push({ start, end: start + text.length, indent, text, afterGap: gap, marked });
      gap = false;
    }
    from = to + 1;
  }
  return lines;
}
