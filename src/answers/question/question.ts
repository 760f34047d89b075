import type { DateConstraint, DayRange } from '../../retrieval/dates/day-range.ts';
import type { Analyser, Term } from '../../retrieval/text/analyser.ts';
import type { Lexicon } from '../../retrieval/text/lexicon.ts';
import type { Span } from '../answer.ts';
import { type AnswerType, answerTypeOf } from './answer-type.ts';
import { type RoleMention, roleMentions } from './semantic-roles.ts';

/** A content word of the question. */
export interface QuestionTerm extends Term {
  /** Inverse document frequency in the corpus; highest for words that it does not hold. */
  readonly idf: number;
  /** Whether it names somebody or something: capitalised in the corpus, or in the question. */
  readonly isName: boolean;
  /** Whether any passage holds it. */
  readonly isKnown: boolean;
}

/** A question, analysed. */
export interface Question {
  /** As it is searched and read: in a conversation with what earlier turns add, misspellings mended. */
  readonly text: string;
  /** The last question alone. */
  readonly last: string;
  /** The distinct content words. */
  readonly terms: readonly QuestionTerm[];
  /** Those of the last question alone; all of them if it has none of its own ('and when was that?'). */
  readonly lastTerms: readonly QuestionTerm[];
  readonly type: AnswerType;
  /** Of its names, each once: who goes where. */
  readonly roles: readonly RoleMention[];
  readonly dates: readonly DateConstraint[];
  /** Only what happened in these days may be quoted. */
  readonly window: DayRange;
  /** Where `text` writes each of those dates; null: nowhere. */
  readonly dateSpans: readonly (Span | null)[];
  /** Articles that the previous answer of the conversation cited; empty unless this is a follow-up. */
  readonly previousArticleIds: readonly string[];
}

/** Share of capitalised occurrences from which a word of the corpus counts as a name. */
const NAMENESS = 0.6;

export function analyseQuestion(input: {
  /** The question with its context. */
  readonly text: string;
  /** The last question alone: it decides what kind of answer is wanted. */
  readonly last: string;
  readonly dates: readonly DateConstraint[];
  readonly datePhrases: readonly string[];
  readonly window?: DayRange;
  readonly previousArticleIds: readonly string[];
  readonly analyser: Analyser;
  readonly lexicon: Lexicon;
}): Question {
  const { analyser, lexicon } = input;
  const { text, dateSpans } = corrected(input.text, input.datePhrases, lexicon);
  const own = new Set(analyser.terms(lexicon.corrected(input.last)).map((term) => term.term));
  const isDate = (term: Term) =>
    dateSpans.some((date) => date !== null && term.start < date.end && date.start < term.end);
  const terms = new Map<string, QuestionTerm>();
  for (const term of analyser.terms(text)) {
    if (terms.has(term.term) || isDate(term) || asksForNumber(term, text)) continue;
    terms.set(term.term, {
      ...term,
      idf: lexicon.idf(term.term),
      isName: isName(term, lexicon),
      isKnown: lexicon.knows(term.term),
    });
  }
  const all = [...terms.values()];
  const last = all.filter((term) => own.has(term.term));
  return {
    text,
    last: input.last,
    terms: all,
    lastTerms: last.length > 0 ? last : all,
    type: answerTypeOf(input.last),
    roles: roleMentions(
      text,
      all.filter((term) => term.isName),
    ),
    dates: input.dates,
    dateSpans,
    window: input.window ?? { from: null, to: null },
    previousArticleIds: input.previousArticleIds,
  };
}

/** A question with its spelling corrected but for its dates, whose names of months no corpus need hold, and where they stand. */
function corrected(
  question: string,
  datePhrases: readonly string[],
  lexicon: Lexicon,
): { readonly text: string; readonly dateSpans: readonly (Span | null)[] } {
  let text = '';
  let at = 0;
  const dateSpans = datePhrases.map((phrase) => {
    const start = phrase === '' ? -1 : question.indexOf(phrase, at);
    if (start < 0) return null;
    text += lexicon.corrected(question.slice(at, start));
    at = start + phrase.length;
    text += phrase;
    return { start: text.length - phrase.length, end: text.length };
  });
  return { text: text + lexicon.corrected(question.slice(at)), dateSpans };
}

/** Whether a question names somebody or something, known to the corpus or not, so that it may stand alone. */
export function namesSomething(text: string, analyser: Analyser, lexicon: Lexicon): boolean {
  return analyser.terms(lexicon.corrected(text)).some((term) => isName(term, lexicon));
}

/** Whether a word is the second one of 'how much' or 'how many': no text that answers need hold it. */
function asksForNumber({ folded, start }: Term, text: string): boolean {
  return (folded === 'much' || folded === 'many') && /\bhow\s+$/i.test(text.slice(0, start));
}

/** Chats are typed in lower case, so the corpus is asked as well; a capital at the beginning tells nothing. */
function isName(term: Term, lexicon: Lexicon): boolean {
  return lexicon.nameness(term.folded) >= NAMENESS || (term.start > 0 && /^\p{Lu}/u.test(term.text));
}
