/**
 * Attaché: answers questions about a programme with quotes from its own articles.
 *
 * @example
 * ```ts
 * import { createAssistant } from 'attache';
 *
 * const assistant = await createAssistant({ corpus: 'articles' });
 * const answer = await assistant.ask('who visited Ljubljana in October?');
 * if (answer.status === 'answered') console.log(answer.short, answer.citations[0]?.url);
 * await assistant.close();
 * ```
 * @packageDocumentation
 */
export type {
  Abstained,
  AbstentionReason,
  Answer,
  Answered,
  Citation,
  Source,
  Span,
} from './answers/answer.ts';
export {
  type AskOptions,
  type Assistant,
  type CorpusSummary,
  MAX_QUESTION_LENGTH,
} from './answers/assistant.ts';
export { type AssistantOptions, createAssistant, type Progress } from './answers/create-assistant.ts';
export type { ReaderSettings } from './answers/reader/create-reader.ts';
export type { Stage, StageTimings } from './answers/stage-timings.ts';
export { AttacheError, type ErrorCode } from './errors.ts';
export type { CorpusProblem, IsoDay } from './retrieval/corpus/article.ts';
export type { EmbeddingSettings } from './retrieval/embedding/embedder.ts';
