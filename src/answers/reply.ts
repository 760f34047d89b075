import { ABSTENTION_MESSAGES } from './abstention/messages.ts';
import type { Abstained, AbstentionReason, Answered, Citation } from './answer.ts';
import type { RankedPassage } from './evidence/rank-passages.ts';
import { sourceOf } from './quoting/citation.ts';
import type { Composition } from './quoting/compose.ts';

/** Articles named as pointers when there is no answer. */
const NEAREST = 3;

/** What every reply tells. */
interface Asked {
  readonly question: string;
  readonly confidence: number;
  /** When it was asked, by the monotonic clock. */
  readonly started: number;
}

export function answered(
  { question, confidence, started }: Asked,
  { citations, short }: Composition,
  more: readonly Citation[],
): Answered {
  return {
    status: 'answered',
    question,
    answer: citations.map((citation) => citation.quote).join('\n'),
    short,
    citations,
    confidence,
    more,
    ms: performance.now() - started,
  };
}

/** @param passages those that come nearest, best first; their articles are named unless the question is off topic */
export function abstained(
  { question, confidence, started }: Asked,
  reason: AbstentionReason,
  passages: readonly RankedPassage[],
): Abstained {
  const articles = [...new Set(passages.map(({ passage }) => passage.article))];
  return {
    status: 'abstained',
    question,
    reason,
    answer: ABSTENTION_MESSAGES[reason],
    nearest: reason === 'off_topic' ? [] : articles.slice(0, NEAREST).map(sourceOf),
    confidence,
    ms: performance.now() - started,
  };
}
