import type { AbstentionReason } from '../../answers/answer.ts';

/** A stretch of a quote; the highlighted ones are the words that answer. */
export interface Run {
  readonly text: string;
  readonly highlighted: boolean;
}

/** A quote, ready to be laid out. */
export interface QuoteView {
  /** Number of its source in the list of sources. */
  readonly number: number;
  readonly runs: readonly Run[];
  /** Opens the article at this quote. */
  readonly link: string | null;
}

/** An article in the list under the quotes. */
export interface SourceView {
  readonly number: number;
  readonly title: string;
  readonly category: string | null;
  /** `14 Nov 2023`. */
  readonly published: string | null;
  /** `Title · category · 14 Nov 2023`. */
  readonly label: string;
  readonly link: string | null;
}

/** How sure the answer is, for a colour. */
export type ConfidenceBand = 'high' | 'medium' | 'low';

export interface AnswerView {
  readonly kind: 'answer';
  /** Key of the stored answer, for the buttons. */
  readonly replyId: string;
  /** As the person asked it; empty if questions are not kept. */
  readonly question: string;
  readonly quotes: readonly QuoteView[];
  readonly sources: readonly SourceView[];
  readonly confidence: ConfidenceBand;
  /** Day of the newest source, `14 Nov 2023`. */
  readonly newest: string | null;
  /** Whether 'More from the articles' has something to show. */
  readonly hasMore: boolean;
  readonly plain: string;
}

export interface AbstentionView {
  readonly kind: 'abstention';
  /** Null where there is nothing to vote on: a greeting, say. */
  readonly replyId: string | null;
  readonly question: string;
  readonly reason: AbstentionReason;
  readonly message: string;
  readonly nearest: readonly SourceView[];
  /** Questions that the articles answer, for a person who only said hello. */
  readonly examples: readonly string[];
  readonly plain: string;
}

/** Passages without a judgement: 'More from the articles' and 'Find this in the articles'. */
export interface PassagesView {
  readonly kind: 'passages';
  readonly heading: string;
  readonly quotes: readonly QuoteView[];
  readonly sources: readonly SourceView[];
  readonly plain: string;
}

export type NoticeName =
  | 'help'
  | 'rate_limited'
  | 'busy'
  | 'too_long'
  | 'failed'
  | 'restarting'
  | 'expired'
  | 'not_here'
  | 'thanks_for_vote';

/** One line of the bot's own. */
export interface NoticeView {
  readonly kind: 'notice';
  readonly notice: NoticeName;
  readonly message: string;
  readonly examples: readonly string[];
  readonly plain: string;
}

/** Everything that an adapter has to be able to lay out. `plain` is the same without markup, never empty. */
export type ReplyView = AnswerView | AbstentionView | PassagesView | NoticeView;
