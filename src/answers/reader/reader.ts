/** One passage with what the reader is told of its article. */
export interface ReaderInput {
  readonly title: string | null;
  /** As it is to be read, e.g. '14 November 2023'. */
  readonly date: string | null;
  readonly heading: string | null;
  readonly passage: string;
}

/** The parts of an input that an answer may be quoted from. */
export type ReaderField = 'passage' | 'title' | 'heading';

/** A likely answer: UTF-16 offsets in its field, and the sum of its start and end logit. */
export interface ReaderSpan {
  readonly field: ReaderField;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** A token that an answer may begin or end with: UTF-16 offsets in its field, and its logits. */
export interface ReaderToken {
  readonly field: ReaderField;
  readonly start: number;
  readonly end: number;
  readonly startLogit: number;
  readonly endLogit: number;
}

export interface ReaderOutput {
  /** The sum of the start and end logit at `[CLS]`, where the reader points when the passage has no answer. */
  readonly nullScore: number;
  /** The best spans, best first; none overlaps a better one. Their margin over `nullScore` says how sure the reader is. */
  readonly spans: readonly ReaderSpan[];
  /** The tokens of title, heading and passage in the order of the text, as far as the input was read. */
  readonly tokens: readonly ReaderToken[];
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** How many spans a passage; default: 5. */
  readonly spans?: number;
  /** Longest input in tokens, question included; what exceeds it is cut from the passage's end. Default and most: 320. */
  readonly maxTokens?: number;
}

/** Reads passages for the answer to a question (extractive question answering, as in SQuAD 2.0). */
export interface Reader {
  /** Identity for cache keys: equal words mean equal scores for equal inputs. */
  readonly model: string;
  /**
   * Reads each passage on its own, so that its scores do not depend on its company.
   *
   * @returns one output an input, in order
   * @throws AttacheError ABORTED, CLOSED
   */
  read(question: string, inputs: readonly ReaderInput[], options?: ReadOptions): Promise<ReaderOutput[]>;
  close(): Promise<void>;
}
