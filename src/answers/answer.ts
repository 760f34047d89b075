import type { IsoDay } from '../retrieval/corpus/article.ts';

/** A span of a quote, in UTF-16 offsets relative to the quote's first character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A pointer to an article. */
export interface Source {
  readonly articleId: string;
  readonly title: string;
  readonly category: string | null;
  readonly url: string | null;
  readonly published: IsoDay | null;
}

/** A verbatim quote and where it stands. */
export interface Citation extends Source {
  /** Verbatim: equals `body.slice(start, end)` of the article (or the title's slice if `field` is 'title'). */
  readonly quote: string;
  readonly field: 'body' | 'title';
  /** UTF-16 offset in the field, inclusive. */
  readonly start: number;
  /** UTF-16 offset in the field, exclusive. */
  readonly end: number;
  /** The words of the quote that answer, to be set off in every rendering; empty when unsure. */
  readonly highlights: readonly Span[];
  /** The article's address with a text fragment that opens it at the quote; null without `url`. */
  readonly link: string | null;
  /** The earlier article that this one corrects, and that is not quoted any more; else null. */
  readonly corrects: Source | null;
}

/** Why there is no answer. */
export type AbstentionReason =
  | 'empty'
  | 'greeting'
  | 'thanks'
  | 'about_me'
  | 'not_a_question'
  | 'off_topic'
  | 'nothing_found'
  | 'nothing_for_that_date'
  | 'nothing_for_that_name';

interface Reply {
  readonly question: string;
  /** The reply as plain text: the quotes, or the sentence that says why there are none. Without sources. */
  readonly answer: string;
  /** Probability in [0, 1] that the articles answer the question and that the quotes do. */
  readonly confidence: number;
  /** Milliseconds from question to reply. */
  readonly ms: number;
}

export interface Answered extends Reply {
  readonly status: 'answered';
  /** The words inside the quotes that answer, or null when unsure. */
  readonly short: string | null;
  /** One quote; of a table its header and rows, each by itself, after the sentence that introduces it. Never empty. */
  readonly citations: readonly Citation[];
  /** The next-best passages, for 'More from the articles'; may be empty. */
  readonly more: readonly Citation[];
}

export interface Abstained extends Reply {
  readonly status: 'abstained';
  readonly reason: AbstentionReason;
  /** The nearest articles, as pointers; empty for greetings and the like. */
  readonly nearest: readonly Source[];
}

export type Answer = Answered | Abstained;
