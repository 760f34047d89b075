/**
 * What the sentence segmenter gets wrong in news, in rules on the text left and right of a boundary.
 * Measured on the sentences of `shared/training/programmes/*​/questions.jsonl`.
 */

/** Abbreviations that a number or name follows; the library knows many, these it does not (or not always). */
const BEFORE_NUMBER =
  /(?:^|[\s(“"‘«])(?:approx|ca|c|no|nos|nr|núm|vol|vols|fig|figs|p|pp|ch|chap|sec|art|par|para|ext|tel|max|min|incl|excl|est|ed|eds|tab|lot|col|app|eq|v|vs|bl|str|ул|стр|č|čl|št|poz|nem)\.$/iu;
const BEFORE_NAME =
  /(?:^|[\s(“"‘«])(?:dr|prof|mr|mrs|ms|mx|md|st|ste|mt|ft|rev|hon|gen|col|lt|capt|sgt|maj|cmdr|adm|gov|sen|rep|pres|amb|assoc|asst|dept|univ|inst|ing|mag|dipl|ir|drs|sr|sra|srta|dra|dña|ph|ul|al|av|avda|blvd|rd|pl|mme|mlle|doc|bc|mudr|judr|phdr|rndr|akad|univ|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\.$/iu;
/** Abbreviations after which a sentence does not begin with a small letter or number anyway. */
const SINGLE_INITIAL = /(?:^|[\s(“"‘«.-])\p{Lu}\.$/u;

const MONTH =
  'January|February|March|April|May|June|July|August|September|October|November|December|' +
  'Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember|' +
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|' +
  'januára|februára|marca|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra|' +
  'januarja|februarja|aprila|maja|junija|julija|avgusta|oktobra|januar|februar|mart|april|maj|jun|jul|avgust|oktobar|novembar|decembar';
/** '3. Mai', 'den 3. oktober': an ordinal's full stop before a month's name ends no sentence. */
const ORDINAL = /(?:^|[\s(–-])\d{1,2}\.$/u;
const MONTH_FIRST = new RegExp(`^(?:${MONTH})(?![\\p{L}])`, 'iu');

/** 'May.', other whole month names and 'fell ill.' are no abbreviations: a sentence may end with one. */
const AFTER_WORD =
  /(?<![\p{L}])(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:fell|seriously|was|were|be|been) ill)\.["”’)]*\s+(?=["“‘«(]?\p{Lu})/gu;

/** Words that begin sentences, and hardly ever a name or title. */
const STARTERS =
  'The|This|That|These|Those|There|They|Their|It|Its|He|She|His|Her|We|Our|You|Your|I|A|An|In|On|At|By|For|From|After|Before|During|As|If|When|While|Until|Since|With|Without|And|But|Or|So|Then|Next|Later|Both|All|Each|Every|Some|Many|Most|No|Not|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|To|Of|Last|Only|Because|Although|However|Also|Who|What|Where|Anyone|Nobody|Everybody|Please';
/** 'fell ill. The others': the library takes these words for abbreviations wherever they stand. */
const AFTER_ABBREVIATION = new RegExp(
  `(?<![\\p{L}])(?:etc|Inc|Ltd|Co|U\\.S|U\\.K|E\\.U|km|kg|ha|ft|in)\\.["”’)]*\\s+(?=["“‘«(]?(?:${STARTERS})\\s)`,
  'gu',
);

/**
 * 'until 5 p.m. Questions go to …': the library takes the full stop for an abbreviation's. Not so at the
 * start of an agenda's line ('9.30 a.m. Registration') and before days and zones ('5 p.m. Monday').
 */
const AFTER_HOUR =
  /(?<=\d\s?[ap]\.m)(?<=.{12})\.["”’)]*\s+(?=["“‘«(]?\p{Lu}\p{Ll})(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Central|Eastern|Western|Pacific|Greenwich|Moscow|Kyiv|Brussels)/gu;

/** 'Lot B. Then': the library takes a letter for an initial. */
const AFTER_LETTER = new RegExp(`(?<=[\\p{Ll}\\d]\\s)\\p{Lu}\\.\\s+(?=(?:${STARTERS})\\s)`, 'gu');

/** '(They came.) Then': the library does not look behind a bracket. */
const AFTER_BRACKET = /[.!?]["”’]?\)\s+(?=["“‘«]?\p{Lu})/gu;

/** The offsets at which sentences begin that the library does not find. */
export function missedBoundaries(text: string): number[] {
  const found: number[] = [];
  for (const pattern of [AFTER_WORD, AFTER_ABBREVIATION, AFTER_HOUR, AFTER_LETTER, AFTER_BRACKET]) {
    for (const match of text.matchAll(pattern)) found.push(match.index + match[0].length);
  }
  return found;
}

/**
 * Whether a boundary is none.
 *
 * @param left text before it, without white space at its end.
 * @param right text after it, without white space at its start.
 * @param smallLetters whether sentences begin with small letters in this text.
 */
export function isFalseBoundary(left: string, right: string, smallLetters: boolean): boolean {
  if (!/[\p{L}\p{N}]/u.test(right)) return true;
  if (!smallLetters && /^\p{Ll}/u.test(right)) return true;
  if (/^[,;:)\]–—-]/u.test(right) && !/^[–—-]\s/u.test(right)) return true;
  if (/^[\d\p{Sc}]/u.test(right) && BEFORE_NUMBER.test(left)) return true;
  if (/^["“‘«(]?[\p{Lu}\d]/u.test(right) && BEFORE_NAME.test(left)) return true;
  if (ORDINAL.test(left) && MONTH_FIRST.test(right)) return true;
  return SINGLE_INITIAL.test(left) && /^\p{Lu}[\p{Ll}.'’-]/u.test(right) && !startsSentence(right);
}

const STARTER = new RegExp(`^(?:${STARTERS})\\s`, 'u');

function startsSentence(right: string): boolean {
  return STARTER.test(right);
}
