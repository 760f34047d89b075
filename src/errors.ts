/** What went wrong, as a word that programs can compare. */
export type ErrorCode =
  | 'CORPUS_NOT_FOUND'
  | 'CORPUS_EMPTY'
  | 'MODEL_UNAVAILABLE'
  | 'MODEL_DAMAGED'
  | 'CACHE_UNWRITABLE'
  | 'QUESTION_TOO_LONG'
  | 'INPUT_INVALID'
  | 'SOURCE_UNAVAILABLE'
  | 'INGEST_FAILED'
  | 'SETTINGS_INVALID'
  | 'PLATFORM_UNREACHABLE'
  | 'ABORTED'
  | 'CLOSED';

/** The one error class of the product: `message` says what was tried, with which input, and what to do next. */
export class AttacheError extends Error {
  override readonly name = 'AttacheError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
