import type { Choice } from '../ranking/choice-model.ts';
import type { Candidate } from './candidate.ts';
import type { KnownTexts } from './known-texts.ts';

/** How news say that something is no longer as it was told. */
const CHANGE =
  /\b(?:postpon|prolong|reschedul|cancel|delay|correct(?:ed|ion)|mistake|wrong|originally|instead of|rather than|put off|brought forward|extended|new (?:date|deadline|time|venue|figure|number|amount)|(?:was|were|is|are|had been|has been|had|as|than) (?:(?:first|originally|initially|once) )?(?:announced|planned|printed|scheduled|foreseen|reported|published|fixed|put at)|(?:announced|planned|scheduled|foreseen|meant) for|moved (?:to|from|forward|back)|has (?:since )?(?:risen|fallen|changed)|should (?:have|end|start|take place)|not (?:the )?(?=\d))/iu;
/** A number, or a time of day: '61', '380,000', '17:00'. */
const NUMBER = /\p{N}+(?:[.,:]\p{N}+)*/gu;

/** Characters of a number that is hardly met twice by chance. */
const MIN_TELLING = 4;

/**
 * The choice without what a later article takes back, as 'announced for 11 to 13 June, it has to be postponed' and 'the number is 59
 * and not 61' do. The probability goes to the sentence that does so: it repeats what was said before, so that it is right
 * for those who ask about either.
 */
export function heedRetractions(choice: Choice, candidates: readonly Candidate[], texts: KnownTexts): Choice {
  const best = choice.candidates.indexOf(Math.max(...choice.candidates));
  const told = candidates[best];
  const [retraction] = told
    ? candidates
        .map((candidate, index) => ({ candidate, index, probability: choice.candidates[index] as number }))
        .filter(({ candidate }) => takesBack(candidate, told, texts))
        .sort((a, b) => b.probability - a.probability)
    : [];
  if (retraction === undefined) return choice;
  const moved = (probability: number, index: number) => {
    if (index === best) return 0;
    return index === retraction.index ? probability + (choice.candidates[best] as number) : probability;
  };
  return { ...choice, candidates: choice.candidates.map(moved) };
}

/** Whether a sentence of a later article says of the answer in another, all of its numbers and one of its words, that it has changed. */
function takesBack(later: Candidate, told: Candidate, texts: KnownTexts): boolean {
  if (later.sentence === null || told.reading === null || !isAfter(later, told) || !CHANGE.test(later.text))
    return false;
  const { start, end } = told.reading.span;
  const answer = told.text.slice(start, end);
  const numbers = answer.match(NUMBER) ?? [];
  const repeated = new Set(later.text.match(NUMBER));
  if (numbers.length === 0 || !numbers.every((number) => repeated.has(number))) return false;
  const others = [...texts.terms(answer.replace(NUMBER, ' '))];
  // A number by itself tells what is meant if it is a year or an amount.
  if (others.length === 0) return numbers.some((number) => number.length >= MIN_TELLING);
  return others.some((term) => texts.terms(later.text).has(term));
}

function isAfter(a: Candidate, b: Candidate): boolean {
  const [day, other] = [a.found.passage.article.published, b.found.passage.article.published];
  return day !== null && other !== null && day > other;
}
