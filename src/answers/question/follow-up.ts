import { fold } from '../../retrieval/text/fold.ts';
import { words } from '../../retrieval/text/words.ts';

/** Words that point back to something said before. */
const ANAPHORS = new Set(
  `it its they them their theirs he him his she her hers that those these this there then former latter same one ones
  such both any else`.split(/\s+/u),
);
/** Openings that continue a conversation. */
const CONTINUATIONS =
  /^(?:and|but|so|or|also|what about|how about|same for|then|ok(?:ay)?,? (?:and|but|so))\b/u;
/** Words up to which a pronoun is taken to point back. */
const SHORT_QUESTION = 12;

/** Whether a question points back to what was said before ('and when was that?'). */
export function isAnaphoric(question: string): boolean {
  const text = fold(question);
  const tokens = words(text).map((word) => word.text);
  // In a long question 'that' or 'one' mostly belongs to the question itself.
  return CONTINUATIONS.test(text) || (tokens.length <= SHORT_QUESTION && tokens.some((t) => ANAPHORS.has(t)));
}
