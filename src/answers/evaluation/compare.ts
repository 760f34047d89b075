import type { Report } from './report.ts';
import type { OldReport } from './report-file.ts';

/** How two runs over the same questions differ. */
export interface Comparison {
  readonly measures: readonly {
    readonly name: string;
    readonly before: number | null;
    readonly after: number | null;
  }[];
  /** Ids of questions that are right now and were wrong. */
  readonly better: readonly string[];
  /** Ids of questions that are wrong now and were right. */
  readonly worse: readonly string[];
}

export function compareReports(before: OldReport, after: Report): Comparison {
  const ratio = ({ right, of }: { right: number; of: number }) => (of === 0 ? null : right / of);
  const wasRight = new Map(before.points.map(({ id, isRight }) => [id, isRight]));
  const changed = (isRight: boolean) =>
    after.points
      .filter((point) => point.isRight === isRight && wasRight.get(point.id) === !isRight)
      .map(({ id }) => id);
  return {
    measures: [
      { name: 'correct', before: ratio(before.correct), after: ratio(after.correct) },
      { name: 'answerable', before: ratio(before.answerable), after: ratio(after.answerable) },
      { name: 'unanswerable', before: ratio(before.unanswerable), after: ratio(after.unanswerable) },
      { name: 'short F1', before: before.shortF1, after: after.shortF1 },
      { name: 'AUROC', before: before.auroc, after: after.auroc },
    ],
    better: changed(true),
    worse: changed(false),
  };
}
