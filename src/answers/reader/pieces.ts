/** A text as a model sees it: its pieces, each with its place in the text. Four lists of equal length. */
export interface Pieces {
  /** Numbers in the model's vocabulary. */
  readonly ids: readonly number[];
  /** UTF-16 offsets of each piece's first code unit in the text; they never decrease. */
  readonly starts: readonly number[];
  /** UTF-16 offsets behind each piece's last code unit. */
  readonly ends: readonly number[];
  /** Whether the piece continues the word of the piece before it, so that a span may not begin with it. */
  readonly continues: readonly boolean[];
}

/** Cuts texts into pieces and knows how a model wants two of them put together. */
export interface PairTokenizer {
  /** @param text any string, also empty or with unpaired surrogates */
  pieces(text: string): Pieces;
  /** What stands before the question, between it and the context, and after that: `[CLS] … [SEP] … [SEP]`. */
  readonly frame: {
    readonly before: readonly number[];
    readonly between: readonly number[];
    readonly after: readonly number[];
  };
}
