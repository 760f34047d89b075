import type { Trace } from '../engine.ts';
import { foldForMatching } from './fold-for-matching.ts';
import type { Verdict } from './judge.ts';
import type { QuestionLine } from './question-file.ts';

/** The step at which a wrong answer was lost. */
export type Stage = 'retrieval' | 'choice of sentence' | 'date' | 'abstention' | 'length' | 'composition';

/** Names the stage that lost an answer. */
export function stageOf(question: QuestionLine, verdict: Verdict, trace: Trace | null): Stage {
  if (question.answerable === false) return question.tags.includes('date-constraint') ? 'date' : 'abstention';
  if (verdict.fault?.startsWith('quotes ') && verdict.fault.endsWith('characters')) return 'length';
  const candidates = trace?.evidence.candidates ?? [];
  const holdsAnswer = candidates.map(
    ({ text, found }) =>
      question.sources.includes(found.passage.article.id) &&
      question.answers.some((group) => group.some((s) => foldForMatching(text).includes(foldForMatching(s)))),
  );
  if (!holdsAnswer.includes(true)) return 'retrieval';
  const probabilities = trace?.choice.candidates ?? [];
  const best = probabilities.indexOf(Math.max(...probabilities));
  if (holdsAnswer[best]) return verdict.fault === 'abstained' ? 'abstention' : 'composition';
  const dates = trace?.evidence.features[best];
  if ((dates?.hasDates ?? 0) > 0 && (dates?.datePassage ?? 0) < 0) return 'date';
  return 'choice of sentence';
}
