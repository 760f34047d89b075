import type { Article, BlockKind } from '../corpus/article.ts';

/** The smallest part of an article that can be quoted: a sentence, list item, table row or heading. */
export interface Sentence {
  /** UTF-16 offset in the article's body. */
  readonly start: number;
  /** UTF-16 offset in the article's body, exclusive. */
  readonly end: number;
  /** Index of its block in the article. */
  readonly block: number;
  readonly kind: BlockKind;
  /** UTF-16 offset of its first character in the passage's text. */
  readonly at: number;
}

/** A run of an article's sentences that is indexed, found and ranked as one. */
export interface Passage {
  readonly article: Article;
  /** Ordinal within the article, from 0. */
  readonly index: number;
  /** The heading of the section in which the passage's own sentences begin, or null above the first heading. */
  readonly heading: string | null;
  /**
   * In the article's order. Where a list or table goes on from the passage before, its lead-in or header
   * row comes first once more (with the offsets that it has there, hence before `start`).
   */
  readonly sentences: readonly Sentence[];
  /** The sentences, joined by ' ' within a block and '\n' between blocks; sentence i is `text.slice(at, at + end - start)`. */
  readonly text: string;
  /** UTF-16 offset in the article's body at which its own sentences begin (a repeated lead-in not counted). */
  readonly start: number;
  /** UTF-16 offset in the article's body at which its own sentences end, exclusive. */
  readonly end: number;
}
