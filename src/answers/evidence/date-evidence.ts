import type { IsoDay } from '../../retrieval/corpus/article.ts';
import { agreement } from '../../retrieval/dates/agreement.ts';
import { addDays, dayNumber } from '../../retrieval/dates/calendar.ts';
import type { DateConstraint, DateMention, DayRange } from '../../retrieval/dates/day-range.ts';

/** How the dates of a text agree with those of a question: 1 inside, ½ overlapping, 0 none named, −1 only others. */
export type DateAgreement = number;

/** A mention of more days than this ('until 2024', 'since 2019') tells nothing about when something happened. */
const MAX_EVENT_DAYS = 120;
/** News of an event appear at most this many days after it. */
const NEWS_DELAY_DAYS = 60;

/** Agreement of the dates that a text names with every constraint of the question. */
export function agreementOf(
  constraints: readonly DateConstraint[],
  mentions: readonly DateMention[],
): DateAgreement {
  const events = mentions.filter((mention) => isEvent(mention.range));
  if (events.length === 0 || constraints.length === 0) return 0;
  return Math.min(
    ...constraints.map((constraint) => {
      const kinds = events.map((mention) => agreement(constraint, mention.range));
      if (kinds.includes('inside')) return 1;
      return kinds.includes('overlaps') ? 0.5 : -1;
    }),
  );
}

/** Whether an article published on a day can tell of the constraint's days: news follow the event closely. */
export function publicationAgreement(
  constraints: readonly DateConstraint[],
  published: IsoDay | null,
): DateAgreement {
  if (published === null || constraints.length === 0) return 0;
  const window = { from: addDays(published, -NEWS_DELAY_DAYS), to: published };
  return Math.min(...constraints.map((constraint) => (agreement(constraint, window) === 'outside' ? -1 : 1)));
}

export function isEvent(range: DayRange): boolean {
  return (
    range.from !== null && range.to !== null && dayNumber(range.to) - dayNumber(range.from) <= MAX_EVENT_DAYS
  );
}
