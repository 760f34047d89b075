import type { CorpusProblem, IsoDay } from '../retrieval/corpus/article.ts';
import { formatDay } from '../retrieval/dates/format.ts';
import type { LastRun } from '../retrieval/ingest/journal.ts';
import type { SourceKind } from '../retrieval/sources/source.ts';
import { renderProblem } from './render-problem.ts';
import { safeText } from './terminal-text.ts';

export interface SourceStatus {
  /** Web address, or path of a folder. */
  readonly address: string;
  /** Null where it was never found out. */
  readonly kind: SourceKind | null;
  /** What was asked for of it; null: all. */
  readonly category: string | null;
  readonly since: IsoDay | null;
  readonly articles: number;
  /** Null where no run is on record. */
  readonly lastRun: LastRun | null;
}

export interface CorpusStatus {
  readonly folder: string;
  readonly articles: number;
  readonly oldest: IsoDay | null;
  readonly newest: IsoDay | null;
  /** When an article's file was last written, ISO 8601; null where there is none. */
  readonly changed: string | null;
  readonly sources: readonly SourceStatus[];
  readonly problems: readonly CorpusProblem[];
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A corpus's status for a person at a terminal. */
export function renderStatus(status: CorpusStatus, now: Date): string {
  const { folder, articles, oldest, newest, changed, sources, problems } = status;
  const span = oldest && newest && oldest !== newest ? `, ${formatDay(oldest)} to ${formatDay(newest)}` : '';
  const last = changed === null ? '' : `; last change ${ago(changed, now)}`;
  const lines = [
    safeText(folder),
    `  ${counted(articles, 'article')}${span}${last}`,
    ...sources.flatMap((source) => sourceLines(source, now)),
    ...problems.map(renderProblem),
  ];
  return `${lines.join('\n')}\n`;
}

function sourceLines(
  { address, kind, category, since, articles, lastRun }: SourceStatus,
  now: Date,
): string[] {
  const asked = [category && `category ${safeText(category)}`, since && `since ${formatDay(since)}`];
  const facts = [kind ?? 'never read', counted(articles, 'article'), ...asked.filter((part) => part)];
  return [`${safeText(address)} (${facts.join(', ')})`, ...runLines(lastRun, now)];
}

function runLines(run: LastRun | null, now: Date): string[] {
  if (run === null) return ['  no run on record'];
  const numbers = (['new', 'changed', 'unchanged', 'gone', 'failed'] as const)
    .filter((name) => run[name] > 0)
    .map((name) => `${run[name]} ${name}`);
  const told = run.problems.map(({ where, problem }) => `  ✗ ${safeText(where)}: ${safeText(problem)}`);
  return [
    `  ${run.ended} ${ago(run.at, now)}${numbers.length > 0 ? `: ${numbers.join(', ')}` : ''}`,
    ...told,
  ];
}

function ago(at: string, now: Date): string {
  const ms = now.getTime() - Date.parse(at);
  const unit = UNITS.find(([, length]) => ms >= length);
  return unit ? `${counted(Math.floor(ms / unit[1]), unit[0])} ago` : 'just now';
}

function counted(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}
