import { isAfter } from '../../retrieval/corpus/corrections.ts';
import { fold } from '../../retrieval/text/fold.ts';
import { words } from '../../retrieval/text/words.ts';
import type { Choice } from '../ranking/choice-model.ts';
import { type Candidate, MIN_SPAN_LOG_ODDS } from './candidate.ts';
import type { KnownTexts } from './known-texts.ts';

/** How news say that something is no longer as it was told. */
const CHANGE =
  /\b(?:postpon|prolong|reschedul|cancel|delay|correct(?:ed|ion)|mistake|wrong|originally|instead of|rather than|put off|put at|brought forward|extended|new (?:date|deadline|time|venue|figure|number|amount)|(?:had been|has been|than|as|first|initially|once) (?:announced|planned|printed|scheduled|foreseen|fixed)|(?:announced|meant) for|moved (?:to|from|forward|back)|has (?:since )?(?:risen|fallen|changed)|should have|not (?:the )?(?=\d))/iu;
/** A number, or a time of day: '61', '380,000', '17:00'. */
const NUMBER = /\p{N}+(?:[.,:]\p{N}+)*/gu;
/** Characters of a number that is hardly met twice by chance. */
const MIN_TELLING = 4;
/** The choice must see something in the later passage as well: its sentences together this share of the best one's probability. */
const MIN_SHARE = 0.03;

/**
 * The choice without what a later article takes back, as 'announced for 11 to 13 June, it has to be postponed' and 'the number is 59
 * and not 61' do. The probability goes to the sentence that does so: it repeats what was said before, so that it is right
 * for those who ask about either.
 */
export function heedRetractions(choice: Choice, candidates: readonly Candidate[], texts: KnownTexts): Choice {
  const probability = (index: number) => choice.candidates[index] as number;
  const best = choice.candidates.indexOf(Math.max(...choice.candidates));
  const told = candidates[best];
  if (told === undefined) return choice;
  const ofPassage = ({ found }: Candidate) =>
    candidates.reduce((sum, other, i) => sum + (other.found === found ? probability(i) : 0), 0);
  const [retraction] = candidates
    .map((candidate, index) => ({ candidate, index }))
    .filter(({ candidate }) => takesBack(candidate, told, texts))
    .filter(({ candidate }) => ofPassage(candidate) >= MIN_SHARE * probability(best))
    .sort((a, b) => probability(b.index) - probability(a.index));
  if (retraction === undefined) return choice;
  const moved = choice.candidates.map((one, index) =>
    index === best ? 0 : index === retraction.index ? one + probability(best) : one,
  );
  return { ...choice, candidates: moved };
}

/** Whether a sentence of a later article says of the answer in another, all of its numbers and one of its words, that it has changed. */
function takesBack(later: Candidate, told: Candidate, texts: KnownTexts): boolean {
  if (
    later.sentence === null ||
    !isAfter(later.found.passage.article, told.found.passage.article) ||
    !CHANGE.test(later.text)
  )
    return false;
  if (told.reading === null || told.reading.logOdds < MIN_SPAN_LOG_ODDS) return false;
  const answer = told.text.slice(told.reading.span.start, told.reading.span.end);
  const numbers = answer.match(NUMBER) ?? [];
  const repeated = new Set(later.text.match(NUMBER));
  if (numbers.length === 0 || !numbers.every((number) => repeated.has(number))) return false;
  const others = tellingWords(answer, texts);
  // A number by itself tells what is meant if it is a year or an amount.
  if (others.length === 0) return numbers.some((number) => number.length >= MIN_TELLING);
  const all = new Set(tellingWords(later.text, texts));
  return others.some((word) => all.has(word));
}

/** The words of a text but its numbers and stop words, folded; 'May' is none of these. */
function tellingWords(text: string, texts: KnownTexts): string[] {
  return words(text.replace(NUMBER, ' '))
    .filter((word) => /^\p{Lu}/u.test(word.text) || texts.terms(word.text).size > 0)
    .map((word) => fold(word.text));
}
