import type { PairTokenizer } from './pieces.ts';
import type { ReaderField, ReaderInput } from './reader.ts';

/** Longest input in tokens, longest question in tokens, and what joins the parts: as the reader was trained (training/). */
export const MAX_TOKENS = 320;
const MAX_QUESTION_TOKENS = 64;
const SEPARATOR = ' · ';

const PARTS = ['title', 'date', 'heading', 'passage'] as const;

/** A token of the context, by its place in the sequence and in its field. */
interface ContextToken {
  readonly position: number;
  readonly field: ReaderField;
  readonly start: number;
  readonly end: number;
  /** Whether the token continues the word of the token before it. */
  readonly continues: boolean;
}

/** What the model is given, and where the tokens that may answer come from. */
export interface ReaderSequence {
  readonly ids: readonly number[];
  /** Where the second segment begins: token types are 0 before and 1 from there on. */
  readonly contextStart: number;
  readonly tokens: readonly ContextToken[];
}

/**
 * Puts a question and a passage together as the reader was trained on: `[CLS] question [SEP] title · date · heading ·
 * passage [SEP]`, without the parts that do not exist. What is too long is cut from the end of the context; of a question
 * from its beginning, since people ask after they have told what it is about.
 */
export function readerSequence(
  tokenizer: PairTokenizer,
  question: string,
  input: ReaderInput,
  maxTokens: number,
): ReaderSequence {
  const { before, between, after } = tokenizer.frame;
  const ids = [...before, ...tokenizer.pieces(question).ids.slice(-MAX_QUESTION_TOKENS), ...between];
  const contextStart = ids.length;
  const limit = Math.max(contextStart, maxTokens - after.length);
  const tokens: ContextToken[] = [];
  for (const field of PARTS) {
    const text = input[field];
    if (text === null || text === '') continue;
    if (ids.length > contextStart) ids.push(...tokenizer.pieces(SEPARATOR).ids);
    const pieces = tokenizer.pieces(text);
    pieces.ids.forEach((id, index) => {
      const position = ids.push(id) - 1;
      if (field === 'date' || position >= limit) return;
      const start = pieces.starts[index] as number;
      const end = pieces.ends[index] as number;
      tokens.push({ position, field, start, end, continues: pieces.continues[index] as boolean });
    });
  }
  return { ids: [...ids.slice(0, limit), ...after], contextStart, tokens };
}
