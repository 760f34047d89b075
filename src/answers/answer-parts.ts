/** Parts of answering that an ablation can switch off. */
export interface AnswerParts {
  /** Dates of the question are understood. */
  readonly dates: boolean;
  /** Title, heading and neighbours count for a sentence. */
  readonly context: boolean;
  /** Articles that a later one corrects are left out. */
  readonly corrections: boolean;
  /** Lists are quoted whole. */
  readonly lists: boolean;
}

export const ALL_ANSWER_PARTS: AnswerParts = { dates: true, context: true, corrections: true, lists: true };
