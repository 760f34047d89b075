import { fold } from '../../retrieval/text/fold.ts';

/**
 * What kind of thing a question asks for, after Li and Roth, "Learning Question Classifiers" (COLING 2002),
 * reduced to what can be recognised in a sentence.
 */
export type AnswerType =
  | 'person'
  | 'date'
  | 'place'
  | 'reason'
  | 'count'
  | 'amount'
  | 'duration'
  | 'definition'
  | 'yes_no'
  | 'list'
  | 'thing';

/** Small talk before the question proper. */
const LEAD =
  /^(?:(?:hi|hello|hey|ok|okay|so|and|but|well|please|pls|sorry|also|then|now|btw|quick question|question|um|hm+|just|maybe)[,:;.!]*\s+)+|^(?:do you (?:happen to )?know|can you tell me|could you tell me|tell me|i(?:'d| would) like to know|i wonder|any idea|remind me|does anyone know|who knows)[,:]?\s+(?:if |whether )?/u;

const PATTERNS: readonly (readonly [AnswerType, RegExp])[] = [
  [
    'definition',
    /\bstands? for\b|\bwhat does .+ mean\b|\bmeaning of\b|^(?:define|definition)\b|\bacronym\b|\babbreviation\b|\bshort for\b|\bspell(?:ed|s)? out\b/u,
  ],
  [
    'reason',
    /\bwhy\b|\bhow come\b|\bwhat (?:was|were|is) the (?:reason|cause)|\breasons? (?:for|why|behind)\b|\bwhat for\b|\bwhat (?:caused|made)\b|\bbecause of what\b/u,
  ],
  [
    'list',
    /^(?:please )?(?:list|name (?!of)|names of|enumerate|give me)\b|\bwhat (?:are|were) (?:all |the (?:\w+ )?(?:\w+s)\b)|\bwhich (?:two|three|four|five|six|seven|eight|nine|ten|other|\d+)\b|\bwhat (?:two|three|four|five|six|seven|eight|nine|ten)\b|\bsome of the\b|\ball (?:the|of the)\b/u,
  ],
  [
    'duration',
    /\bhow long\b|\bhow many (?:days|weeks|months|years|hours|minutes|nights)\b|\bhow (?:quickly|fast|soon)\b|\bduration\b|\blength of (?:the )?(?:stay|visit|session|training|course)\b/u,
  ],
  [
    'count',
    /\bhow many\b|\bnumber of\b|\bhow often\b|\bhow frequently\b|\bheadcount\b|\bhow large (?:was|is) the (?:group|delegation|audience)\b|\battendance\b/u,
  ],
  [
    'amount',
    /\bhow (?:much|far|high|tall|deep|big|large|wide|old|steep|heavy|cold|hot|warm|loud|expensive|near|close)\b|\b(?:what|which) (?:percentage|percent|share|amount|sum|price|cost|budget|distance|size|proportion|fee|rate)\b|\bprice\b|\bcosts?\b|\bbudget\b|\b(?:max(?:imum)?|min(?:imum)?|total)\b.*\b(?:grant|amount|sum|subsidy|funding)\b|\bpercentage\b/u,
  ],
  [
    'date',
    /\bwhen\b|\bwhat (?:date|day|year|month|time|dates)\b|\b(?:which|on which|on what|in which|in what) (?:date|day|year|month|dates|weekday|week)\b|\bdates?\b|\bdeadline\b|\blast day\b|\bsince what\b|\bhow recently\b/u,
  ],
  [
    'person',
    /\bwho(?:m|se)?\b|\b(?:which|what) (?:person|mayor|minister|official|speaker|professor|expert|delegation|delegations|organi[sz]ation|company|group|team|institution)\b|\bname of the (?:head|mayor|director|speaker|leader|chair|coordinator)\b|\bby whom\b/u,
  ],
  [
    'place',
    /\bwhere\b|\b(?:which|what) (?:place|city|town|country|venue|hall|building|location|region|room|hotel|street|port)\b|\bin which (?:place|city|town|country|venue|hall|building|region)\b|\blocation\b|\bvenue\b/u,
  ],
  [
    'yes_no',
    /^(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|may|might|isn't|aren't|wasn't|didn't|doesn't|hasn't|must)\b/u,
  ],
  [
    'list',
    /^(?:which|what) (?:\w+ ){0,3}\w{3,}s (?:are|were|did|do|have|will|took|joined|came|went|visited|participated|attended|started|began|got|received|signed)\b/u,
  ],
  ['definition', /^what(?:'s| is| are|s) (?:an? |the )?[\w-]+(?: [\w-]+)?\s*\??$/u],
];

/** The expected answer type of a question. */
export function answerTypeOf(question: string): AnswerType {
  let text = fold(question).replace(/[’`]/g, "'").replace(/\s+/gu, ' ').trim();
  text = text.replace(LEAD, '').replace(LEAD, '');
  return PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'thing';
}
