import { AttacheError } from '../../errors.ts';
import { MAX_QUESTION_LENGTH } from '../assistant.ts';

/** Formatting characters, among them soft hyphens and right-to-left marks; those that join letters are spelling. */
const FORMATTING = /(?![\u200b\u200c\u200d])\p{Cf}/gu;
/** Control characters, the space of no width, and what is no character. */
const INVISIBLE = /[\p{Cc}\u200b\p{Co}\p{Cs}\p{Cn}]+/gu;

/** A text as one line of composed, visible characters. */
export function visibleLine(text: string): string {
  return text.normalize('NFC').replace(FORMATTING, '').replace(INVISIBLE, ' ').replace(/\s+/gu, ' ').trim();
}

/**
 * A question as such a line.
 * @throws AttacheError QUESTION_TOO_LONG
 */
export function normaliseQuestion(message: string): string {
  const text = visibleLine(message);
  if (text.length > MAX_QUESTION_LENGTH) {
    throw new AttacheError(
      'QUESTION_TOO_LONG',
      `The question has ${text.length} characters; at most ${MAX_QUESTION_LENGTH} are read. Please ask it in fewer words.`,
    );
  }
  return text;
}
