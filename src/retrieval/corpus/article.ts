/** A day of the Gregorian calendar, `YYYY-MM-DD`. */
export type IsoDay = string;

/**
 * The part of an article that a block holds.
 * `heading`: a section's title. `item`: an item of a list. `row`: a row of a table. `meta`: a line that
 * only repeats what the front matter says (the category), which answers nothing.
 */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'row' | 'meta';

/** A paragraph, list item, table row or heading; `body.slice(start, end)` is its text without bullet or pipes at the ends. */
export interface Block {
  readonly kind: BlockKind;
  /** UTF-16 offset in the article's body. */
  readonly start: number;
  /** UTF-16 offset in the article's body, exclusive. */
  readonly end: number;
  /** For an item: index of the block that introduces its list; for a row: of the table's header row. Else null. */
  readonly leadIn: number | null;
}

/** A news article, parsed; `body` is the text as a reader sees it and the base of every offset. */
export interface Article {
  readonly id: string;
  readonly title: string;
  readonly category: string | null;
  readonly url: string | null;
  readonly published: IsoDay | null;
  readonly body: string;
  readonly blocks: readonly Block[];
  /** Path of the file, relative to the corpus folder. */
  readonly file: string;
}

/** A file of the corpus that could not be used, or only in part. */
export interface CorpusProblem {
  readonly file: string;
  /** 1-based line, or null where none can be named. */
  readonly line: number | null;
  /** What is wrong. */
  readonly problem: string;
  /** What to do about it. */
  readonly remedy: string;
  /** `error`: the article was left out. `warning`: it was loaded nevertheless. */
  readonly severity: 'error' | 'warning';
}

/** A loaded corpus: the usable articles, ordered by file name, and what could not be used. */
export interface Corpus {
  readonly folder: string;
  readonly articles: readonly Article[];
  readonly problems: readonly CorpusProblem[];
}
