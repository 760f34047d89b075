import { overlaps } from '../../retrieval/dates/agreement.ts';
import type { DayRange } from '../../retrieval/dates/day-range.ts';
import type { RetrievedPassage } from '../../retrieval/retriever.ts';
import type { Question } from '../question/question.ts';
import { agreementOf, isEvent, publicationAgreement } from './date-evidence.ts';

/** Passages taken from the index, of which the best are read. */
export const PASSAGES_FOUND = 30;
/** Passages whose sentences may answer; more cost time and find little (docs/evaluation.md). */
export const PASSAGES_WEIGHED = 8;

/**
 * What speaks for a passage beside the words: added to the fused score, in which a passage of another event of the
 * same people differs by a few hundredths only.
 */
const BONUS = { date: 0.2, publication: 0.1, sameArticle: 0.3 } as const;

/** The passages worth weighing, best first: those of the asked days, and of the conversation's articles, come forward. */
export function selectPassages(question: Question, found: readonly RetrievedPassage[]): RetrievedPassage[] {
  const scored = found
    .filter((passage) => isInWindow(question.window, passage))
    .map((passage) => {
      const { article } = passage.passage;
      const bonus =
        BONUS.date * agreementOf(question.dates, passage.dates.flat()) +
        BONUS.publication * publicationAgreement(question.dates, article.published) +
        (question.previousArticleIds.includes(article.id) ? BONUS.sameArticle : 0);
      return { ...passage, score: passage.score + bonus };
    });
  return scored.sort((a, b) => b.score - a.score || a.ordinal - b.ordinal).slice(0, PASSAGES_WEIGHED);
}

/** Whether a passage names a day of the window, or stands in an article that was published in it. */
function isInWindow(window: DayRange, { passage, dates }: RetrievedPassage): boolean {
  if (window.from === null && window.to === null) return true;
  const { published } = passage.article;
  const events = dates.flat().filter(({ range }) => isEvent(range));
  if (events.length > 0) return events.some(({ range }) => overlaps(window, range));
  return published !== null && overlaps(window, { from: published, to: published });
}
