/** A stretch of text, in UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Opening marks, and what closes them. Single marks are left alone: most of them are apostrophes. */
const CLOSERS: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '»': '«', '"': '"' };

/** A quotation that runs longer than this is a mark that was never closed; UTF-16 units. */
const LONGEST_QUOTATION = 3000;

/** The quotations of a text with their marks, outermost only, in order. */
export function findQuotations(text: string): Span[] {
  const found: Span[] = [];
  let open: { start: number; closers: string } | null = null;
  for (const match of text.matchAll(/["“”„«»]/gu)) {
    const mark = match[0];
    const at = match.index;
    if (open && at - open.start > LONGEST_QUOTATION) open = null;
    if (open?.closers.includes(mark)) {
      found.push({ start: open.start, end: at + 1 });
      open = null;
    } else if (!open) {
      const closers = CLOSERS[mark];
      if (closers && opensAt(text, at)) open = { start: at, closers };
    }
  }
  return found;
}

/** A mark opens where a word begins behind it and none ends before it. */
function opensAt(text: string, at: number): boolean {
  const before = text[at - 1];
  const after = text[at + 1];
  return (before === undefined || /[\s([{–—/:-]/.test(before)) && after !== undefined && !/\s/.test(after);
}
