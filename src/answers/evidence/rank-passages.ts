import { overlaps } from '../../retrieval/dates/agreement.ts';
import { type DayRange, isBounded } from '../../retrieval/dates/day-range.ts';
import type { RetrievedPassage } from '../../retrieval/retriever.ts';
import type { Question } from '../question/question.ts';
import { type Features, type UtilityModel, utility } from '../ranking/utility.ts';
import { isEvent } from './date-evidence.ts';
import type { KnownTexts } from './known-texts.ts';
import { passageFeatures } from './passage-features.ts';

/** A passage that was found, with what is known of it and what that is worth beside the others. */
export interface RankedPassage extends RetrievedPassage {
  readonly features: Features;
  /** Larger is better; only differences between the passages of one question mean something. */
  readonly utility: number;
}

/** The passages that may be quoted, best first, by a learned ranking (`training/ranking.sh`). */
export function rankPassages(
  question: Question,
  found: readonly RetrievedPassage[],
  texts: KnownTexts,
  model: UtilityModel,
): RankedPassage[] {
  const inWindow = found.filter((passage) => isInWindow(question.window, passage));
  const features = passageFeatures(question, inWindow, texts);
  return inWindow
    .map((passage, i) => {
      const of = features[i] as Features;
      return { ...passage, features: of, utility: utility(model, of) };
    })
    .sort((a, b) => b.utility - a.utility || a.ordinal - b.ordinal);
}

/** Whether a passage names a day of the window, or stands in an article that was published in it. */
function isInWindow(window: DayRange, { passage, dates }: RetrievedPassage): boolean {
  if (!isBounded(window)) return true;
  const { published } = passage.article;
  const events = dates.flat().filter(({ range }) => isEvent(range));
  if (events.length > 0) return events.some(({ range }) => overlaps(window, range));
  return published !== null && overlaps(window, { from: published, to: published });
}
