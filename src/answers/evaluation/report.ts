import type { Answer } from '../answer.ts';
import type { Verdict } from './judge.ts';
import { auroc, percentile } from './measures.ts';
import type { QuestionLine } from './question-file.ts';
import type { Stage } from './stage.ts';

/** One question with its answer and verdict. */
export interface Result {
  readonly question: QuestionLine;
  readonly answer: Answer;
  readonly verdict: Verdict;
  /** Where a wrong answer was lost; null for a right one. */
  readonly stage: Stage | null;
  /** Whether every quote equals its slice of the article that it cites. */
  readonly isFaithful: boolean;
  /** Whether the best candidate would have been right, had it been quoted whatever the confidence. */
  readonly wouldBeRight: boolean;
}

export interface Share {
  readonly right: number;
  readonly of: number;
}

/** The measures of a run over a question set. */
export interface Report {
  readonly questions: number;
  readonly correct: Share;
  readonly answerable: Share;
  readonly unanswerable: Share;
  /** Mean token F1 of short answers where an answer was due and given. */
  readonly shortF1: number | null;
  readonly faithful: Share;
  /** How well confidence tells answerable from unanswerable questions. */
  readonly auroc: number | null;
  readonly ms: { readonly p50: number | null; readonly p95: number | null };
  readonly groups: Readonly<Record<string, Share>>;
  readonly failures: readonly Failure[];
  /** Confidence and verdict of each question, for curves. */
  readonly points: readonly {
    readonly id: string;
    readonly confidence: number;
    readonly isRight: boolean;
    readonly isAnswerable: boolean;
    /** Whether the best candidate would have been right, had it been quoted whatever the confidence. */
    readonly wouldBeRight: boolean;
  }[];
}

export interface Failure {
  readonly id: string;
  readonly question: string;
  readonly fault: string;
  readonly stage: Stage;
  readonly confidence: number;
  readonly answer: string;
}

/** Sums the results up. */
export function reportOf(results: readonly Result[]): Report {
  const isAnswerable = ({ question }: Result) => question.answerable !== false;
  const share = (some: readonly Result[]): Share => ({
    right: some.filter(({ verdict }) => verdict.isRight).length,
    of: some.length,
  });
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const names = [`type:${result.question.type}`, ...result.question.tags.map((tag) => `tag:${tag}`)];
    for (const name of names) groups.set(name, [...(groups.get(name) ?? []), result]);
  }
  const confidences = (some: readonly Result[]) => some.map(({ answer }) => answer.confidence);
  const answerable = results.filter(isAnswerable);
  const unanswerable = results.filter((result) => !isAnswerable(result));
  const shorts = answerable.flatMap(({ verdict }) => (verdict.shortF1 === null ? [] : [verdict.shortF1]));
  const answered = results.filter(({ answer }) => answer.status === 'answered');
  const ms = results.map(({ answer }) => answer.ms);
  return {
    questions: results.length,
    correct: share(results),
    answerable: share(answerable),
    unanswerable: share(unanswerable),
    shortF1: shorts.length === 0 ? null : shorts.reduce((sum, f1) => sum + f1, 0) / shorts.length,
    faithful: { right: answered.filter(({ isFaithful }) => isFaithful).length, of: answered.length },
    auroc: auroc(confidences(answerable), confidences(unanswerable)),
    ms: { p50: percentile(ms, 0.5), p95: percentile(ms, 0.95) },
    groups: Object.fromEntries(
      [...groups].toSorted(([a], [b]) => a.localeCompare(b)).map(([name, some]) => [name, share(some)]),
    ),
    failures: results.flatMap(({ question, answer, verdict, stage }) =>
      verdict.fault === null
        ? []
        : [
            {
              id: question.id,
              question: [...question.context, question.question].join(' / '),
              fault: verdict.fault,
              stage: stage ?? 'composition',
              confidence: answer.confidence,
              answer: answer.answer,
            },
          ],
    ),
    points: results.map(({ question, answer, verdict, wouldBeRight }) => ({
      id: question.id,
      confidence: answer.confidence,
      isRight: verdict.isRight,
      isAnswerable: question.answerable !== false,
      wouldBeRight,
    })),
  };
}
