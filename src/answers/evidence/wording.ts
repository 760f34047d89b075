import { agreement } from '../../retrieval/dates/agreement.ts';
import { dayNumber } from '../../retrieval/dates/calendar.ts';
import type { DateConstraint, DateMention } from '../../retrieval/dates/day-range.ts';
import type { RetrievedPassage } from '../../retrieval/retriever.ts';
import type { Question } from '../question/question.ts';
import { replaceDate } from '../question/replace-date.ts';
import { isEvent, publicationAgreement } from './date-evidence.ts';

/** Days from which the time asked for is long beside the weeks that news take. */
const LONG_DAYS = 300;

/** A question as one passage is asked it. */
export interface Wording {
  readonly text: string;
  /** False if a date was left out that the passage itself does not confirm. */
  readonly isConfirmed: boolean;
}

/**
 * The question as one passage is asked it. That 'in October' and 'From Oct. 22 to 29' are the same days is worked out
 * by the calendar, which the reader has not: where the passage names days that are asked for, the question takes its
 * words for them; where only the publication fits, the date is left out. Where the dates disagree the question stays
 * as it is, for the reader to decline.
 */
export function wordingFor(question: Question, { passage, dates }: RetrievedPassage): Wording {
  const mentions = dates.flat();
  const fits = publicationAgreement(question.dates, passage.article.published) > 0;
  const { body } = passage.article;
  let text = question.text;
  let isConfirmed = true;
  for (const { span, constraint } of datesFromTheEnd(question)) {
    const mention = bestMention(constraint, mentions);
    if (mention === null && !fits) continue;
    // A question for the date must not bring the answer along.
    const words = mention === null || question.type === 'date' ? '' : body.slice(mention.start, mention.end);
    if (mention === null && !isLong(constraint)) isConfirmed = false;
    text = replaceDate(text, span, words);
  }
  return { text, isConfirmed };
}

/** Whether a question asks for so long a time, such as a year, that what was published within it also happened in it. */
function isLong(constraint: DateConstraint): boolean {
  if (constraint.kind === 'recurring') return false;
  const { from, to } = constraint.range;
  return from === null || to === null || dayNumber(to) - dayNumber(from) >= LONG_DAYS;
}

function datesFromTheEnd(question: Question) {
  return question.dateSpans
    .flatMap((span, i) => {
      const constraint = question.dates[i];
      return constraint ? [{ span, constraint }] : [];
    })
    .sort((a, b) => b.span.start - a.span.start);
}

/** The mention of days asked for; of several the longest stay, which is the event rather than a day of it. */
function bestMention(constraint: DateConstraint, mentions: readonly DateMention[]): DateMention | null {
  const inside = mentions.filter(
    (mention) => isEvent(mention.range) && agreement(constraint, mention.range) === 'inside',
  );
  const length = ({ range }: DateMention) =>
    Date.parse(range.to ?? '1970-01-01') - Date.parse(range.from ?? '1970-01-01');
  return inside.toSorted((a, b) => length(b) - length(a))[0] ?? null;
}
