import { showAddress } from '../retrieval/fetching/show.ts';
import type { IngestProblem, IngestSummary } from '../retrieval/ingest/ingest-options.ts';
import type { EffectiveSetting } from '../settings/effective.ts';

/** A feed's address may carry a key: what leaves the program, for people, programs or the log, has it masked. */
export function shownSummary(summary: IngestSummary): IngestSummary {
  return { ...summary, source: showAddress(summary.source) };
}

export function shownProblems(problems: readonly IngestProblem[]): readonly IngestProblem[] {
  return problems.map(({ where, problem }) => ({ where: showAddress(where), problem }));
}

/** A setting may be a list of addresses, and one that cannot be used may be a misspelt address: each word is looked at. */
export function shownSetting(setting: EffectiveSetting): EffectiveSetting {
  const value = setting.value?.replaceAll(/[^\s,]+/g, (word) => showAddress(word)) ?? null;
  return { ...setting, value };
}
