import { fold } from '../../retrieval/text/fold.ts';
import type { AnswerType } from './answer-type.ts';

/** 'which cities …', 'what languages …': a plural right after the question word. */
const PLURAL =
  /\b(?:which|what)(?: of)?(?: the)? [\p{L}-]{2,}(?:[^suai\P{L}]s|ies|people|children|women|men)\b/u;
/** A plural further on, which may as well be a verb ('which company builds …'). */
const PERHAPS_PLURAL = /\b(?:which|what) (?:[\p{L}'-]+ ){1,3}?[\p{L}-]{2,}(?:[^suai\P{L}]s|ies)\b/u;
/** Verbs and words in s that are no nouns in the plural. */
const NO_NOUN =
  /\b(?:which|what) (?:is|was|has|does|happens|this|its|helps|makes|causes|costs|stands|means)\b/u;
/** 'what did they decide', 'what was on the programme': open to several things. */
const WHAT_WAS = /\bwhat (?:did|do|does|will|can|should|must|was on|were on|is on|happened|else)\b/u;
/** Types that one thing of several may answer; a date, a number or a reason is one. */
const OPEN: ReadonlySet<AnswerType> = new Set(['thing', 'person', 'place', 'definition']);

/** Whether a question asks for several things, so that a whole list may be the answer; how sure that is. */
export function asksForSeveral(question: string, type: AnswerType): 'yes' | 'maybe' | 'no' {
  if (type === 'list') return 'yes';
  if (!OPEN.has(type)) return 'no';
  const text = fold(question);
  if (PLURAL.test(text) && !NO_NOUN.test(text)) return 'yes';
  // 'what has Pune done', 'themes of the second call': what is asked for may be one thing or many.
  return type === 'thing' || PERHAPS_PLURAL.test(text) || WHAT_WAS.test(text) ? 'maybe' : 'no';
}
