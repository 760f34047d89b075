import type { CorpusProblem, IsoDay } from '../retrieval/corpus/article.ts';
import type { Answer, Citation, Source } from './answer.ts';
import type { StageTimings } from './stage-timings.ts';

/** The longest question that is accepted, in UTF-16 code units. */
export const MAX_QUESTION_LENGTH = 500;
/** What `find` reads of a text, in UTF-16 code units. */
export const MAX_FIND_LENGTH = 2_000;

export interface AskOptions {
  /** Key of the conversation that the question belongs to: 'and when was that?' is understood within one. */
  readonly conversation?: string;
  /** Earlier questions of the conversation, oldest first, for a caller that keeps them itself (after a restart). */
  readonly context?: readonly string[];
  /** The day on which the question is asked, for 'last autumn'; default today. */
  readonly asOf?: IsoDay;
  /** Only articles that tell of this day or later. */
  readonly since?: IsoDay;
  /** Only articles that tell of this day or earlier. */
  readonly until?: IsoDay;
  readonly signal?: AbortSignal;
  /** Told how long each stage took, before the answer is given; not for what is no question. */
  readonly onTimings?: (timings: StageTimings) => void;
}

/** What the assistant knows. */
export interface CorpusSummary {
  readonly articles: readonly Source[];
  /** Newest `published` of the articles, null when none has one. */
  readonly newest: IsoDay | null;
  /** Files that could not be used, or only in part. */
  readonly problems: readonly CorpusProblem[];
  /** When this version of the corpus was indexed. */
  readonly indexedAt: Date;
}

/** Answers questions from one corpus. */
export interface Assistant {
  /** Answers with quotes, or abstains with a reason. Throws `AttacheError` (QUESTION_TOO_LONG, ABORTED, CLOSED). */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /**
   * The passages nearest to any text (a message, a topic), best first; no judgement whether they answer. Throws
   * `AttacheError` (ABORTED, CLOSED).
   */
  find(
    text: string,
    options?: { readonly limit?: number; readonly signal?: AbortSignal },
  ): Promise<readonly Citation[]>;
  summary(): CorpusSummary;
  /** A few questions that this corpus can answer, for buttons and prompts; none unless wanted at creation. */
  exampleQuestions(): readonly string[];
  close(): Promise<void>;
}
