import type { Token } from '../grammar/tokens.ts';

/** Whether the words around a date tell of what has been or of what is to come. */
export type NarratedTime = 'past' | 'future' | 'unknown';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const FUTURE_WORDS = list(
  'will shall deadline expected scheduled planned foreseen forseen intended due upcoming tomorrow wants hopes hope ' +
    'register apply submit send confirm cancels must should starts begins opens closes joins ends becomes start begin ' +
    'won plans aims until ll can may need needs takes leaves runs invites invite would welcome join please',
);

/** Past tenses that do not end in -ed. */
const PAST_WORDS = list(
  'was were had did took met held went came saw gave got left led began spoke told brought sent made said ran sat ' +
    'spent built fell rose drew chose became found stood flew drove wrote paid lost laid bought sold taught thought ' +
    'felt kept heard won been broke died fought grew knew set shown slept swam threw wore woke sank struck drank ago ' +
    'last previous yesterday',
);

/** Words in -ed that are no past tense. */
const NO_PAST = list(
  'need indeed speed red bed shed feed seed breed hundred united limited based detailed interested related advanced ' +
    'experienced sacred wicked naked kindred exceed proceed succeed planned scheduled expected intended',
);

const HELPERS_OF_FUTURE = list('will shall would be is are to can may must should');
const HELPERS_OF_PAST = list('was were had been has have');
const PLANS = list('planned scheduled expected intended foreseen due');
/** Plans where 'for' follows: 'announced for 14 March', but not 'announced on 14 March'. */
const PLANS_FOR = list('announced fixed set booked pencilled called invited');

/** Tokens looked at on each side: a verb farther away says little of the date. */
const REACH = 18;
/** A comma between verb and date counts as this many tokens. */
const COMMA = 4;

function isPast(word: string): boolean {
  return PAST_WORDS.has(word) || (word.length > 3 && word.endsWith('ed') && !NO_PAST.has(word));
}

/** The tense of the word at `index`, with its helper verbs taken into account. */
function tenseAt(tokens: readonly Token[], index: number): NarratedTime | null {
  const word = tokens[index]?.lower ?? '';
  const helpers = [tokens[index - 1], tokens[index - 2], tokens[index - 3]].map(
    (token) => token?.lower ?? '',
  );
  if (PLANS.has(word) || (PLANS_FOR.has(word) && ['for', 'in'].includes(tokens[index + 1]?.lower ?? ''))) {
    // 'was planned for March' leaves open whether March has been.
    return helpers.some((helper) => HELPERS_OF_PAST.has(helper)) ? 'unknown' : 'future';
  }
  if (FUTURE_WORDS.has(word)) {
    if (word === 'won')
      return tokens[index + 1]?.text === "'" || tokens[index + 1]?.text === '’' ? 'future' : 'past';
    return word === 'would' ? 'unknown' : 'future';
  }
  if (word === 'is' || word === 'be')
    return tokens[index + 1]?.lower === 'to' || word === 'be' ? 'future' : null;
  if (!isPast(word)) return null;
  if (helpers.some((helper) => HELPERS_OF_PAST.has(helper))) return 'past';
  return helpers.slice(0, 2).some((helper) => HELPERS_OF_FUTURE.has(helper)) ? 'future' : 'past';
}

/** The nearest tense from `start` on in one direction, and how far away it is. */
function nearestTense(
  tokens: readonly Token[],
  start: number,
  step: 1 | -1,
): { readonly time: NarratedTime; readonly cost: number } {
  let cost = 0;
  for (let at = start; cost <= REACH; at += step) {
    const token = tokens[at];
    if (token === undefined || token.text === ';') break;
    cost += token.text === ',' ? COMMA : 1;
    const time = token.kind === 'word' ? tenseAt(tokens, at, step > 0 ? start : 0) : null;
    if (time !== null) return { time, cost };
  }
  return { time: 'unknown', cost: Number.POSITIVE_INFINITY };
}

/**
 * The time that a sentence tells of around its tokens from `first` up to `next`: that of the nearest verb. No
 * dictionary is asked: a wrong guess matters only to dates without a year that lie about half a year away.
 */
export function narratedTime(tokens: readonly Token[], first: number, next: number): NarratedTime {
  const before = nearestTense(tokens, first - 1, -1);
  const after = nearestTense(tokens, next, 1);
  return before.cost <= after.cost ? before.time : after.time;
}
