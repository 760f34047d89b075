/**
 * One change on the way from the file's text to the text that a reader sees. Everything that no edit
 * touches comes through to the letter.
 *
 * `break` and `cell` depend on what was written before them: a break adds line ends until there are
 * `lines` of them, a cell adds its separator unless it is the first of its row.
 */
export type Edit = {
  /** UTF-16 offset in the file's text. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
} & (
  | { readonly kind: 'replace'; readonly text: string }
  | { readonly kind: 'break'; readonly lines: 1 | 2; readonly after?: string; readonly heading?: boolean }
  | { readonly kind: 'cell' }
  | { readonly kind: 'heading' }
);

/** An edit that takes the range out. */
export function removal(start: number, end: number): Edit {
  return { kind: 'replace', start, end, text: '' };
}
