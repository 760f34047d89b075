import { fold } from '../../retrieval/text/fold.ts';
import { words } from '../../retrieval/text/words.ts';

/** Words that mostly point back to something said before. */
const ANAPHORS = new Set(
  'it its they them their theirs he him his she her hers this these those latter same'.split(' '),
);
/** Openings that continue a conversation. */
const CONTINUATIONS =
  /^(?:and|but|so|or|also|what about|how about|same for|then|ok(?:ay)?,? (?:and|but|so))\b/u;
/** 'Which one', 'the first ones': not the numeral. */
const SOME_ONE = /\b(?:which|that|this|the|other|another|first|second|third|last|next|new|old) ones?\b/u;
/** A place: not that of 'was there a visit' and 'how many were there', but that of 'who was there?'. */
const PLACES = [
  /(?<!^(?:and |but |so )?(?:is|are|was|were|has|have|had|will)|\b(?:is|are|was|were) )\bthere\b(?! (?:is|are|was|were|has|have|had|will|be)\b)/u,
  /^(?!how).*\b(?:is|are|was|were) there(?:$| (?:in|from|on|at|for|with)\b)/u,
];
/** 'When was that', 'that meeting', 'after that': not that of 'the towns that came' and 'said that the towns came'. */
const DEMONSTRATIVES = [
  /\bthat$/u,
  /\bthat (?:visit|trip|meeting|delegation|event|project|programme|program|agreement|contract|report|conference|forum|group|team|city|town|place|day|week|month|year|time|too)\b/u,
  /(?:^|\b(?:is|are|was|were|did|does|do|has|had|will|would|can|could|of|in|on|at|from|to|for|about|after|before|during|since|by|with|like|than|and|why|how|when|where|who|what) )that\b/u,
];
/** 'What else did they sign' asks for more of the same; 'who else visited Loja' stands by itself. */
const MORE = /^(?:what|where) else\b/u;
const POINTERS = [SOME_ONE, ...PLACES, ...DEMONSTRATIVES, MORE];
/** Words up to which these are taken to point back. */
const SHORT_QUESTION = 12;

/** Whether a question that could stand by itself points back to what was said before ('and who led them there?'). */
export function isAnaphoric(question: string): boolean {
  const tokens = words(fold(question)).map((word) => word.text);
  const text = tokens.join(' ');
  if (CONTINUATIONS.test(fold(question))) return true;
  // In a long question 'it' or 'that' mostly belongs to the question itself.
  if (tokens.length > SHORT_QUESTION) return false;
  return tokens.some((token) => ANAPHORS.has(token)) || POINTERS.some((p) => p.test(text));
}
