import { AttacheError } from '../../errors.ts';
import { MAX_QUESTION_LENGTH } from '../assistant.ts';

/** Control and formatting characters (among them right-to-left marks), which no question needs. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]+/gu;

/**
 * A message as one line of composed, visible characters.
 * @throws AttacheError QUESTION_TOO_LONG
 */
export function normaliseQuestion(message: string): string {
  const text = message.normalize('NFC').replace(INVISIBLE, ' ').replace(/\s+/gu, ' ').trim();
  if (text.length > MAX_QUESTION_LENGTH) {
    throw new AttacheError(
      'QUESTION_TOO_LONG',
      `The question has ${text.length} characters; at most ${MAX_QUESTION_LENGTH} are read. Please ask it in fewer words.`,
    );
  }
  return text;
}
