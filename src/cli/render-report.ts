import type { Comparison } from '../answers/evaluation/compare.ts';
import type { Report, Share } from '../answers/evaluation/report.ts';
import { safeText } from './terminal-text.ts';

/** The measures of a run, by type and tag, and its failures by the stage that lost them. */
export function renderReport(report: Report, failures: number): string {
  const { correct, answerable, unanswerable, faithful } = report;
  const stages = new Map<string, number>();
  for (const { stage } of report.failures) stages.set(stage, (stages.get(stage) ?? 0) + 1);
  const number = (value: number | null, digits: number) => (value === null ? 'n/a' : value.toFixed(digits));
  return [
    `questions ${report.questions}`,
    `correct ${percent(correct)} | answerable ${percent(answerable)} | unanswerable ${percent(unanswerable)}`,
    `short F1 ${number(report.shortF1 === null ? null : 100 * report.shortF1, 1)} % | faithful ${percent(faithful)} | AUROC ${number(report.auroc, 3)}`,
    `ms p50 ${number(report.ms.p50, 1)} p95 ${number(report.ms.p95, 1)}`,
    ...Object.entries(report.groups).map(([name, { right, of }]) => `  ${name.padEnd(26)} ${right}/${of}`),
    '',
    `lost at: ${[...stages].map(([stage, count]) => `${stage} ${count}`).join(', ') || 'nothing'}`,
    ...report.failures
      .slice(0, failures)
      .flatMap(({ id, question, fault, stage, confidence, answer }) => [
        `${id} [${stage}, ${confidence.toFixed(2)}] ${safeText(question)}`,
        `    ${safeText(fault)} | ${safeText(answer.slice(0, 160)).replace(/\n/gu, ' ')}`,
      ]),
  ].join('\n');
}

/** What got better and worse since an older report. */
export function renderComparison({ measures, better, worse }: Comparison): string {
  const show = (value: number | null) => (value === null ? 'n/a' : value.toFixed(3));
  return [
    ...measures.map(({ name, before, after }) => `${name.padEnd(14)} ${show(before)} → ${show(after)}`),
    `better (${better.length}): ${better.join(' ') || 'none'}`,
    `worse (${worse.length}): ${worse.join(' ') || 'none'}`,
  ].join('\n');
}

function percent({ right, of }: Share): string {
  return of === 0 ? 'n/a' : `${((100 * right) / of).toFixed(1)} %`;
}
