import { ALL_RETRIEVAL_PARTS, type RetrievalParts } from '../../retrieval/retriever.ts';
import { ALL_ANSWER_PARTS, type AnswerParts } from '../answer-parts.ts';

/** Parts of the product that can be switched off, to see what each is worth. */
export const ABLATIONS = {
  nothing: {},
  'full-text': { parts: { ...ALL_RETRIEVAL_PARTS, fullText: false } },
  vectors: { parts: { ...ALL_RETRIEVAL_PARTS, vectors: false } },
  spelling: { parts: { ...ALL_RETRIEVAL_PARTS, spelling: false } },
  acronyms: { parts: { ...ALL_RETRIEVAL_PARTS, acronyms: false } },
  dates: { answerParts: { ...ALL_ANSWER_PARTS, dates: false } },
  context: { answerParts: { ...ALL_ANSWER_PARTS, context: false } },
  corrections: { answerParts: { ...ALL_ANSWER_PARTS, corrections: false } },
  lists: { answerParts: { ...ALL_ANSWER_PARTS, lists: false } },
  neighbours: { answerParts: { ...ALL_ANSWER_PARTS, neighbours: false } },
  passages: { answerParts: { ...ALL_ANSWER_PARTS, passages: false } },
  ranking: {
    answerParts: { ...ALL_ANSWER_PARTS, lists: false, neighbours: false, passages: false, ranking: false },
  },
} as const satisfies Record<string, { parts?: RetrievalParts; answerParts?: AnswerParts }>;

export type AblationName = keyof typeof ABLATIONS;
