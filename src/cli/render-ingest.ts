import type { IngestSummary } from '../retrieval/ingest/ingest-options.ts';
import { safeText } from './terminal-text.ts';

/** More problems are counted; all are in the output of `--json`. */
const PROBLEMS_SHOWN = 20;

/** What a run did, for people. */
export function renderIngest(summary: IngestSummary): string {
  const { source, kind, into, dryRun, problems, ended } = summary;
  const numbers = [
    `${summary.new} new`,
    `${summary.changed} changed`,
    `${summary.unchanged} unchanged`,
    `${summary.gone} gone`,
    ...(summary.skipped > 0 ? [`${summary.skipped} not asked for`] : []),
    ...(summary.kept > 0 ? [`${summary.kept} kept as edited`] : []),
    `${summary.failed} failed`,
  ];
  const lines = problems.slice(0, PROBLEMS_SHOWN).map(({ where, problem }) => `  ${where}: ${problem}`);
  if (problems.length > lines.length)
    lines.push(`  … and ${problems.length - lines.length} more (--json has all)`);
  return safeText(
    [
      `${source} (${kind}) → ${into}${dryRun ? ' (dry run: nothing was written)' : ''}`,
      numbers.join(', '),
      ...lines,
      ended === 'stopped'
        ? 'Stopped before the end. What was read is kept; run the same command again to go on.'
        : `Ask them: attache ask --corpus '${into}' "…"`,
      '',
    ].join('\n'),
  );
}
