/**
 * Whether somebody goes, gives or sends ('source'), or is gone to or given ('goal'): 'Tartu visited Cuenca', 'a delegation
 * from Tartu in Cuenca' and 'Cuenca hosted Tartu' give Tartu and Cuenca the same two.
 */
export type SemanticRole = 'source' | 'goal';

/** A name where a text writes it. */
export interface NamePlace {
  /** Folded and stemmed. */
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** A name with its role at a place of a text. */
export interface RoleMention {
  readonly term: string;
  readonly start: number;
  readonly role: SemanticRole;
}

/** Names that stand together, as 'San Pedro' or 'Tartu, Cuenca and Loja', and what stands around them in their clause. */
interface Group {
  readonly names: readonly NamePlace[];
  readonly before: string;
  readonly after: string;
  readonly isPossessive: boolean;
}

const oneOf = (...forms: readonly string[]) => `(?:${forms.join('|')})`;

const VISIT = oneOf('visit(?:s|ed|ing)?', 'tour(?:s|ed|ing)?');
const GOES = oneOf(
  VISIT,
  'com(?:e|es|ing)|came',
  'go(?:es|ing)?|went',
  'travel(?:s|led|ed|ling|ing)?',
  'fl(?:y|ies|ew|ying)',
  'return(?:s|ed|ing)?',
  'arriv(?:e|es|ed|ing)',
  'stay(?:s|ed|ing)?',
  'send(?:s|ing)?|sent',
  'len(?:d|ds|ding|t)',
  'giv(?:e|es|ing)|gave',
  'donat(?:e|es|ed|ing)',
);
const HOSTS = oneOf(
  'host(?:s|ed|ing)?',
  'welcom(?:e|es|ed|ing)',
  'receiv(?:e|es|ed|ing)',
  'invit(?:e|es|ed|ing)',
  'greet(?:s|ed|ing)?',
  'borrow(?:s|ed|ing)?',
);
const PEOPLE = oneOf(
  'delegations?',
  'delegates?',
  'groups?',
  'teams?',
  'part(?:y|ies)',
  'guests?',
  'visitors?',
  'travellers?',
  'people',
  'colleagues?',
  'contingents?',
);
const JOURNEY = oneOf(
  'visits?',
  'trips?',
  'journeys?',
  'tours?',
  'stays?',
  'arrivals?',
  'missions?',
  'excursions?',
);
const AUXILIARY = oneOf(
  'had|has|have',
  'will|would|may|can|could|shall|should',
  'then|also|again|now|soon|later|already|finally|first',
  'to',
);

/** What may stand between a preposition and the name that it governs: 'from the partner city of …'. */
const FILLER = new RegExp(
  `(?:\\b${oneOf(
    'the|a|an|this|both|all|its|their|our|his|her',
    'partners?|sister|twin|neighbouring|capital|port',
    'city|cities|towns?|villages?|regions?|province|municipality|county',
    'deputy|vice|lord|mayors?|governors?|councillors?|directors?|head|representatives?|officials?',
    'of',
  )}\\s+)*$`,
  'iu',
);

const ends = (pattern: string) => new RegExp(`\\b(?:${pattern})$`, 'iu');
const begins = (pattern: string) => new RegExp(`^(?:${pattern})\\b`, 'iu');

/** Before the name; before 'of' and the name; behind a name that owns ('Tartu's …'); behind another. */
type Where = 'before' | 'of' | 'owned' | 'after';

type Rule = readonly [where: Where, pattern: RegExp, role: SemanticRole | null];

/** The first that fits decides; null: the name has no part in it. */
const RULES: readonly Rule[] = [
  [
    'before',
    ends(`${oneOf('back', 'home', 'return(?:ed|ing|s)?', 'impressions?', 'lessons', 'reports?')} from`),
    'goal',
  ],
  [
    'before',
    ends(`${oneOf('km', 'kilomet(?:re|er)s', 'met(?:re|er)s', 'miles', 'minutes', 'hours')} from`),
    null,
  ],
  ['before', ends('from'), 'source'],
  ['before', ends(`${oneOf('according', 'thanks', 'due', 'next', 'close')} to`), null],
  ['before', ends('to|into|towards'), 'goal'],
  ['before', ends(`${VISIT} by`), 'source'],
  ['before', ends(`${HOSTS} (?:by|in|at)`), 'goal'],
  ['before', ends('in|at'), 'goal'],
  ['of', ends(oneOf(PEOPLE, JOURNEY)), 'source'],
  ['owned', begins(`(?:[\\p{L}-]+\\s+){0,2}?${oneOf(PEOPLE, JOURNEY)}`), 'source'],
  ['after', begins(`${oneOf('was', 'were', 'is', 'are', 'been', 'being')} (?:\\p{L}+ )?${HOSTS}`), 'source'],
  [
    'after',
    begins(`${oneOf('was', 'were', 'is', 'are', 'been', 'being')} (?:\\p{L}+ )?${VISIT}(?: by)`),
    'goal',
  ],
  ['after', begins(`${PEOPLE}`), 'source'],
  ['after', begins(`${JOURNEY} (?:of|by)`), 'goal'],
  ['after', begins(`${JOURNEY} (?:to|in|at)`), 'source'],
  ['after', begins(`(?:${AUXILIARY} ){0,3}${HOSTS}`), 'goal'],
  ['after', begins(`(?:${AUXILIARY} ){0,3}${GOES}`), 'source'],
  ['owned', begins(`(?:[\\p{L}-]+ ){1,4}?${HOSTS}`), 'goal'],
  ['owned', begins(`(?:[\\p{L}-]+ ){1,4}?${GOES}`), 'source'],
  ['before', ends(VISIT), 'goal'],
  ['before', ends(HOSTS), 'source'],
];

/**
 * Semantic roles (Gildea and Jurafsky, Computational Linguistics 28, 2002) of names in motion and transfer, by the
 * prepositions, nouns and verbs beside them: a shallow grammar, which leaves a name without role where it sees none.
 *
 * @param names of the text, in order
 */
export function roleMentions(text: string, names: readonly NamePlace[]): RoleMention[] {
  const groups = groupsOf(text, names);
  return groups.flatMap((group, i) => {
    const role = roleOf(group) ?? (isBeforePlace(group, groups[i + 1], text) ? 'source' : null);
    return role === null ? [] : group.names.map(({ term, start }) => ({ term, start, role }));
  });
}

function roleOf({ before, after, isPossessive }: Group): SemanticRole | null {
  const filler = FILLER.exec(before)?.[0] ?? '';
  const governor = before.slice(0, before.length - filler.length).trimEnd();
  const isOf = /\bof\b/iu.test(filler);
  const beside: Readonly<Record<Where, string | null>> = {
    before: governor,
    of: isOf ? governor : null,
    owned: isPossessive ? after : null,
    after: isPossessive ? null : after,
  };
  const rule = RULES.find(([where, pattern]) => {
    const text = beside[where];
    return text !== null && pattern.test(text);
  });
  return rule?.[2] ?? null;
}

/** 'Tartu in Cuenca', 'the Oulu engineers to Arequipa': whoever stands before a place goes there. */
function isBeforePlace(group: Group, next: Group | undefined, text: string): boolean {
  const end = group.names.at(-1)?.end ?? 0;
  const start = next?.names[0]?.start ?? 0;
  return (
    next !== undefined && /^\s+(?:[\p{L}-]+\s+)?(?:in|to|at)\s+(?:the\s+)?$/iu.test(text.slice(end, start))
  );
}

const CLAUSE_END = /[.!?;:()|•\n]/u;
const JOINT = /^(?:[\s’'-]|\s+(?:and|&)\s+|,\s+(?:and\s+)?)$/iu;

function groupsOf(text: string, names: readonly NamePlace[]): Group[] {
  const groups: NamePlace[][] = [];
  for (const name of names) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && !isOwner(text, last) && JOINT.test(text.slice(last.end, name.start)))
      group.push(name);
    else groups.push([name]);
  }
  return groups.map((group) => {
    const first = group[0] as NamePlace;
    const last = group.at(-1) as NamePlace;
    return {
      names: group,
      before: text.slice(0, first.start).split(CLAUSE_END).at(-1) as string,
      after: (text.slice(last.end).split(CLAUSE_END, 1)[0] as string).trimStart(),
      isPossessive: isOwner(text, last),
    };
  });
}

function isOwner(text: string, { start, end }: NamePlace): boolean {
  return /['’]s?$/u.test(text.slice(start, end));
}

/**
 * How the names of a question play the roles in a text that they play in the question: 1 all the same, −1 all the other,
 * 0 where the text or the question gives none.
 *
 * @param asked each name once
 * @param told asked for only if the question gives roles, as few do
 */
export function roleAgreement(asked: readonly RoleMention[], told: () => readonly RoleMention[]): number {
  if (asked.length === 0) return 0;
  const mentions = told();
  const agreements = asked.map(({ term, role }): number => {
    const found = mentions.filter((mention) => mention.term === term);
    if (found.length === 0) return 0;
    return found.some((mention) => mention.role === role) ? 1 : -1;
  });
  return agreements.reduce((sum, one) => sum + one, 0) / asked.length;
}
