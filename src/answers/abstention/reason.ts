import { isBounded } from '../../retrieval/dates/day-range.ts';
import type { AbstentionReason } from '../answer.ts';
import type { Evidence } from '../evidence/gather.ts';
import type { Question } from '../question/question.ts';

/** Below this cosine between question and best passage nothing in the corpus is about the matter. */
const OFF_TOPIC_COSINE = 0.25;
/** A passage that covers less of the question, by IDF, is about something else. */
const OFF_TOPIC_COVERAGE = 0.34;

/** Words of a question that may be no more than 'what happened'. */
const FEW_TERMS = 2;

/** Why the evidence does not answer: the first of the hard reasons that holds, else that nothing was found. */
export function reasonFor(question: Question, { passages, features }: Evidence): AbstentionReason {
  if (passages.length === 0 && isBounded(question.window)) return 'nothing_for_that_date';
  const isDated = features.some((f) => (f.datePassage ?? 0) > 0 && (f.namesPassage ?? 0) === 1);
  if (question.dates.length > 0 && !isDated && asksForDaysAlone(question)) return 'nothing_for_that_date';
  const best = (name: string) => Math.max(0, ...features.map((f) => f[name] ?? 0));
  const cosine = Math.max(0, ...passages.map((p) => p.cosine));
  const namesKnown = question.terms.some((term) => term.isName && term.isKnown);
  if (
    !namesKnown &&
    (cosine < OFF_TOPIC_COSINE ||
      (best('coveragePassage') < OFF_TOPIC_COVERAGE && cosine < 2 * OFF_TOPIC_COSINE))
  ) {
    return 'off_topic';
  }
  if (question.dates.length > 0 && !isDated) return 'nothing_for_that_date';
  if (question.terms.some((term) => term.isName) && best('namesPassage') < 1) return 'nothing_for_that_name';
  return 'nothing_found';
}

/** 'What took place in March?' is about the days that it names and nothing else. */
function asksForDaysAlone({ terms }: Question): boolean {
  return terms.length <= FEW_TERMS && terms.every(({ isName, isKnown }) => isKnown && !isName);
}
