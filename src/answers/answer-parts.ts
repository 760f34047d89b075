/** Parts of answering that an ablation can switch off. */
export interface AnswerParts {
  /** Dates of the question are understood. */
  readonly dates: boolean;
  /** Title, heading and neighbours count for a sentence. */
  readonly context: boolean;
  /** Articles that a later one corrects are left out, and so is what a later one takes back. */
  readonly corrections: boolean;
  /** Lists and tables are quoted whole. */
  readonly lists: boolean;
  /** A sentence beside the chosen one that may be the answer as well is quoted with it. */
  readonly neighbours: boolean;
  /** The learned ranking of passages; without it they stand as the searches found them. */
  readonly passages: boolean;
  /** The learned choice; without it the sentence of the highest cosine is quoted, whatever it is worth. */
  readonly ranking: boolean;
}

export const ALL_ANSWER_PARTS: AnswerParts = {
  dates: true,
  context: true,
  corrections: true,
  lists: true,
  neighbours: true,
  passages: true,
  ranking: true,
};
