import type { IsoDay } from '../../retrieval/corpus/article.ts';
import type { DateConstraint, DayRange } from '../../retrieval/dates/day-range.ts';
import { findDateConstraints } from '../../retrieval/dates/find-date-constraints.ts';
import { isAnaphoric } from '../question/follow-up.ts';
import { replaceDate } from '../question/replace-date.ts';
import type { Turn } from './conversations.ts';
import { ellipsisOf, inWords, isDateOnly, replaceInBase } from './ellipsis.ts';

/** A conversation of date after date must not grow for ever; UTF-16 code units. */
const MAX_BASE_LENGTH = 300;

/** A question as it is to be understood. */
export interface ResolvedQuestion {
  /** With what the conversation adds: it can be understood alone. */
  readonly text: string;
  /** The last question alone. */
  readonly last: string;
  readonly dates: readonly DateConstraint[];
  /** The dates as they are written in `text`, in the order of `dates`. */
  readonly datePhrases: readonly string[];
  readonly previousArticleIds: readonly string[];
  /** Only what happened in these days may be quoted; open on both sides unless the asker set them. */
  readonly window?: DayRange;
  /** The question to which a later follow-up will refer. */
  readonly base: string;
}

/**
 * Completes a question with the conversation's last turn, if it depends on it. The earlier question goes before it
 * (the 'concatenation' baseline of conversational question answering, e.g. Qu et al., SIGIR 2019, which the reader was
 * trained on); its dates give way to those of the new question.
 * @param standsAlone whether the question names something itself
 */
export function resolveQuestion(
  question: string,
  turn: Turn | undefined,
  standsAlone: boolean,
  asOf: IsoDay,
): ResolvedQuestion {
  if (turn === undefined || (standsAlone && !isAnaphoric(question))) return complete(question, asOf, []);
  const before = findDateConstraints(turn.question, asOf);
  const own = findDateConstraints(question, asOf, before[0] ? { previous: before[0] } : {});
  if (own.length === 0) {
    const replaced = replaceInBase(turn.question, question);
    if (replaced !== null) return complete(replaced, asOf, turn.articleIds);
    return {
      text: `${turn.question} ${question}`,
      last: question,
      dates: before,
      datePhrases: phrases(turn.question, before),
      previousArticleIds: turn.articleIds,
      // What a conversation is about is what was asked of last; 'and Loja?' asks the same of something else.
      base: standsAlone && ellipsisOf(question) === null ? question : turn.question,
    };
  }
  const stripped = withoutDates(turn.question, before);
  if (isDateOnly(question, own)) {
    const when = inWords(own[0], question);
    const text = `${stripped.replace(/[?.!\s]+$/u, '')} ${when}?`;
    return { text, last: text, dates: own, datePhrases: [when], previousArticleIds: [], base: text };
  }
  const text = `${stripped} ${question}`;
  return {
    text,
    last: question,
    dates: own,
    datePhrases: phrases(question, own),
    previousArticleIds: [],
    base: lastWords(text, MAX_BASE_LENGTH),
  };
}

/** A question that can be understood as it stands. */
function complete(text: string, asOf: IsoDay, previousArticleIds: readonly string[]): ResolvedQuestion {
  const dates = findDateConstraints(text, asOf);
  return { text, last: text, dates, datePhrases: phrases(text, dates), previousArticleIds, base: text };
}

/** The end of a text, in whole words. */
function lastWords(text: string, most: number): string {
  return text.length <= most ? text : text.slice(-most).replace(/^\S*\s+/u, '');
}

function phrases(text: string, dates: readonly DateConstraint[]): string[] {
  return dates.map(({ start, end }) => text.slice(start, end));
}

function withoutDates(text: string, dates: readonly DateConstraint[]): string {
  return dates
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, date) => replaceDate(rest, date, ''), text);
}
