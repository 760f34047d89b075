import { agreement } from '../../retrieval/dates/agreement.ts';
import type { DateConstraint, DateMention } from '../../retrieval/dates/day-range.ts';
import type { RetrievedPassage } from '../../retrieval/retriever.ts';
import type { Question } from '../question/question.ts';
import { replaceDate } from '../question/replace-date.ts';
import { isEvent } from './date-evidence.ts';

/**
 * The question as one passage is asked it. That 'in October' and 'From Oct. 22 to 29' are the same days is worked out
 * by the calendar, which the reader has not: where the passage names days that are asked for, the question takes its
 * words for them. Where it names none, or others, the question stays as it is, for the reader to judge by the article's
 * date or to decline; and so does a question for the date, which must not bring the answer along.
 */
export function wordingFor(question: Question, { passage, dates }: RetrievedPassage): string {
  if (question.type === 'date') return question.text;
  const mentions = dates.flat();
  return datesFromTheEnd(question).reduce((text, { span, constraint }) => {
    const mention = bestMention(constraint, mentions);
    return mention ? replaceDate(text, span, passage.article.body.slice(mention.start, mention.end)) : text;
  }, question.text);
}

function datesFromTheEnd(question: Question) {
  return question.dateSpans
    .flatMap((span, i) => {
      const constraint = question.dates[i];
      return constraint && span ? [{ span, constraint }] : [];
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
