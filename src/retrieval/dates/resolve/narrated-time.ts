import type { Token } from '../grammar/tokens.ts';

/** Whether words tell of what has been, of what is to come, or of what was planned, which may have been since. */
type Tense = 'past' | 'future' | 'planned' | 'unknown';

/**
 * What the words around a date tell, as the cost of a day on either side of the day of writing: among the years a date
 * may belong to, the one of least distance times cost is meant.
 */
export interface NarratedTime {
  readonly tense: Tense;
  readonly past: number;
  readonly future: number;
  /** The cost of a day to come where the date is a month or longer. */
  readonly futurePeriod: number;
}

/**
 * 12 lets a past tense pull a date back over eleven months, and yet leaves 'announced the forum of 14 March', written
 * on 1 March, in the coming fortnight. A month to come, however, is not told of in the past: 'was stolen in December',
 * written in November, is eleven months old (40). And nothing that 'will be held' has passed (1000), whereas what
 * 'starts' or 'was planned' may have (4), as may be what runs 'until' a date (2). The costs were set by reading the
 * 1,270 dates of the 168 training and evaluation articles.
 */
const time = (tense: Tense, past: number, future: number, futurePeriod = future): NarratedTime => ({
  tense,
  past,
  future,
  futurePeriod,
});
const PAST_BEFORE = time('past', 1, 12, 40);
const PAST_AFTER = time('past', 1, 12);
const WILL_BEFORE = time('future', 1000, 1);
const WILL_AFTER = time('future', 12, 1);
const PRESENT = time('future', 4, 1);
const PLANNED = time('planned', 4, 1);
const WAS_PLANNED = time('planned', 1, 1.3);
export const AHEAD: NarratedTime = time('future', 2, 1);
export const SURELY_AHEAD: NarratedTime = WILL_AFTER;
export const SINCE: NarratedTime = PAST_BEFORE;
/** News tells more of the past than of the future. */
export const UNKNOWN_TIME: NarratedTime = time('unknown', 1, 1.3);
/** A list or table whose last date was to come goes on with what is to come, and the other way round. */
export const LEANING_FUTURE: NarratedTime = time('unknown', 2, 1);
export const LEANING_PAST: NarratedTime = time('unknown', 1, 2);

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const WILL = list('will shall ll');

/** Verbs in the present tense that announce, and modal verbs. */
const PRESENT_WORDS = list(
  'deadline upcoming tomorrow wants hopes hope register apply submit send confirm must should can may need needs ' +
    'plans aims invite invites welcome join please start starts begin begins open opens close closes end ends joins ' +
    'becomes takes leaves runs hands moves retires returns goes comes meets hosts travels holds gives continues gets ' +
    'follows succeeds arrives stays sits would',
);

/** Past tenses that do not end in -ed. */
const PAST_WORDS = list(
  'was were had did took met held went came saw gave got left led began spoke told brought sent made said ran sat ' +
    'spent built fell rose drew chose became found stood flew drove wrote paid lost laid bought sold taught thought ' +
    'felt kept heard won been broke died fought grew knew shown slept swam threw wore woke sank struck drank',
);

/** No verbs, so that no helper verb changes them. */
const PAST_ADVERBS = list('ago last previous yesterday earlier');

/** Words in -ed that are no past tense. */
const NO_PAST = list(
  'need indeed speed red bed shed feed seed breed hundred united limited based detailed interested related advanced ' +
    'experienced sacred wicked naked kindred exceed proceed succeed',
);

/** 'Planned for May', 'was due in May': it may or may not have been since. */
const PLANS = list('planned scheduled expected intended foreseen forseen due');
/** Plans where 'for' follows: 'announced for 14 March', but not 'announced on 14 March'. */
const PLANS_FOR = list('announced fixed set booked pencilled called invited');
/** What happened to the date, not on it. */
const CHANGES = list(
  'cancelled canceled postponed dropped suspended replaced moved shifted rescheduled deferred delayed confirmed ' +
    'prolonged extended',
);

const HELPERS_OF_FUTURE = list('will shall would be is are can may must should');
const HELPERS_OF_PAST = list('was were had been has have');

/** Tokens looked at on each side: a verb farther away says little of the date. */
const REACH = 18;
/** A comma between verb and date counts as this many tokens. */
const COMMA = 4;

function isPast(word: string, token: Token): boolean {
  if (PAST_WORDS.has(word)) return true;
  return word.length > 3 && word.endsWith('ed') && !NO_PAST.has(word) && /^\p{Ll}/u.test(token.text);
}

/** 'to travel': an infinitive, told apart from 'to the', 'to Naxos' by what follows. */
function isInfinitive(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return (
    next?.kind === 'word' &&
    /^\p{Ll}{2,}$/u.test(next.text) &&
    !NOT_AFTER_INFINITIVE.has(next.lower) &&
    !/(?:s|ing|ion|ment|er|ty)$/.test(next.lower)
  );
}
const NOT_AFTER_INFINITIVE = list(
  'the this that these those his her its their our my your and or by for from in into of on one two three four five six ' +
    'seven eight nine ten eleven twelve each every some all both which whom what date mid early late last next',
);

/** What the word at `index` tells of a date that stands behind it (`before`) or in front of it; null if nothing. */
function timeAt(
  tokens: readonly Token[],
  index: number,
  first: number,
  before: boolean,
): NarratedTime | null {
  const token = tokens[index];
  if (token === undefined) return null;
  const word = token.lower;
  const helpers = [index - 1, index - 2, index - 3].map((at) =>
    at < first ? '' : (tokens[at]?.lower ?? ''),
  );
  const helped = (by: ReadonlySet<string>): boolean => helpers.some((helper) => by.has(helper));
  if (PLANS.has(word) || (PLANS_FOR.has(word) && ['for', 'in'].includes(tokens[index + 1]?.lower ?? '')))
    return helped(HELPERS_OF_PAST) ? WAS_PLANNED : PLANNED;
  if (CHANGES.has(word)) return helped(WILL) ? (before ? WILL_BEFORE : WILL_AFTER) : UNKNOWN_TIME;
  if (WILL.has(word)) return before ? WILL_BEFORE : WILL_AFTER;
  if (word === 'would' && tokens[index + 1]?.lower === 'have') return UNKNOWN_TIME;
  if (PRESENT_WORDS.has(word)) return PRESENT;
  if (word === 'be') return helped(WILL) ? WILL_BEFORE : PRESENT;
  if (word === 'to') return before && isInfinitive(tokens, index) ? infinitiveTime(helpers) : null;
  if (PAST_ADVERBS.has(word)) return before ? PAST_BEFORE : PAST_AFTER;
  if (!isPast(word, token)) return null;
  if (helped(HELPERS_OF_PAST)) return before ? PAST_BEFORE : PAST_AFTER;
  if (helpers.slice(0, 2).some((helper) => HELPERS_OF_FUTURE.has(helper)) || helpers[0] === 'to')
    return helped(WILL) && before ? WILL_BEFORE : PRESENT;
  return before ? PAST_BEFORE : PAST_AFTER;
}

/** 'was to have begun' is a plan; 'are to begin' is to come. */
function infinitiveTime(helpers: readonly string[]): NarratedTime {
  return helpers.slice(0, 2).some((helper) => HELPERS_OF_PAST.has(helper)) ? PLANNED : PRESENT;
}

interface Cue {
  readonly time: NarratedTime;
  readonly cost: number;
}

/** The nearest word that tells a time, from `start` on in one direction, and how far away it is. */
function nearestCue(tokens: readonly Token[], start: number, step: 1 | -1): Cue | null {
  let cost = 0;
  for (let at = start; cost <= REACH; at += step) {
    const token = tokens[at];
    if (token === undefined || token.text === ';') return null;
    cost += token.text === ',' ? COMMA : 1;
    const found = token.kind === 'word' ? timeAt(tokens, at, step > 0 ? start : 0, step < 0) : null;
    if (found !== null) return { time: found, cost };
  }
  return null;
}

/**
 * The time that a sentence tells of around its tokens from `first` up to `next`: that of the nearest verb. No
 * dictionary is asked: a wrong guess matters only to dates without a year that lie about half a year away.
 */
export function narratedTime(tokens: readonly Token[], first: number, next: number): NarratedTime {
  const before = nearestCue(tokens, first - 1, -1);
  const after = nearestCue(tokens, next, 1);
  if (before === null) return after?.time ?? UNKNOWN_TIME;
  return after === null || before.cost <= after.cost ? before.time : after.time;
}
