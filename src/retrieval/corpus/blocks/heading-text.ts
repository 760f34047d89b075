/** Longer lines are sentences that lost their full stop. */
const LONGEST_HEADING = 100;
const MOST_WORDS = 16;

const TERMINATED = /[.!,;:…。！，；：、]["'”’»)\]]*$/u;
const SENTENCE_INSIDE = /[\p{Ll}\d)”"’][.!]["”’»)]*\s+["“‘«(]?\p{Lu}/u;

/** Their full stop ends nothing: 'Thanks to Dr. Østmo'. */
const ABBREVIATIONS = /\b(?:Dr|Prof|Mr|Mrs|Ms|St|No|Nr|Vol)\. /g;

/**
 * Whether a line reads like a heading: short, without a sentence's end ('Founding members', 'What changes
 * now?'). Whether it *is* one depends on what follows it.
 */
export function readsLikeHeading(text: string): boolean {
  if (text.length > LONGEST_HEADING || TERMINATED.test(text)) return false;
  if (!/\p{L}/u.test(text) || /^["“‘«(]?\p{Ll}/u.test(text)) return false;
  if (/^by\s+\p{Lu}/iu.test(text)) return false; // a byline
  if (text.split(/\s+/).length > MOST_WORDS) return false;
  // An interviewer's 'You have seen them all. Which was the best?' heads the answer.
  return text.endsWith('?') || !SENTENCE_INSIDE.test(text.replace(ABBREVIATIONS, ''));
}
