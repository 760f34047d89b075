import type { IsoDay } from '../corpus/article.ts';
import type { FetcherOptions } from '../fetching/options.ts';
import type { SourceKind } from '../sources/source.ts';

/** What to bring in, and how. */
export interface IngestOptions {
  /** Address of a site, feed or sitemap, or path of a folder. */
  readonly source: string;
  /** Found out from the address if absent. */
  readonly kind?: SourceKind | undefined;
  /** Name or slug: articles of other categories are left out. Default, as for `since`: what the last run chose. */
  readonly category?: string | undefined;
  /** Articles published before are left out. */
  readonly since?: IsoDay | undefined;
  /** Without `category` and `since`: forget what the last run chose, and bring in all. Default: false. */
  readonly all?: boolean | undefined;
  /** The corpus folder; made if there is none. */
  readonly into: string;
  /** Read everything that a real run would read, and write nothing. Default: false. */
  readonly dryRun?: boolean | undefined;
  /** Take out articles that are gone even where they are more than half of the source's. Default: false. */
  readonly allowManyGone?: boolean | undefined;
  /** How to fetch; the host is that of `source`. */
  readonly fetcherOptions?: Omit<FetcherOptions, 'hosts'> | undefined;
  /** Stops after the article at hand; what was brought in stays, and the next run goes on. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
}

export interface IngestProgress {
  readonly stage: 'looking at the source' | 'listing' | 'reading';
  /** Articles. */
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
}

/** Something that could not be brought in. */
export interface IngestProblem {
  /** Address, path or file that it is about. */
  readonly where: string;
  /** One line: what is wrong and what to do. */
  readonly problem: string;
}

/** What a run did with the articles of a source (or, dry, would have done). */
export interface IngestCounts {
  new: number;
  changed: number;
  unchanged: number;
  /** Moved aside because they exist no more at the source. */
  gone: number;
  /** At the source, but not asked for (category, date), or the corpus has them under another address. */
  skipped: number;
  /** Changed or gone at the source, but the file was edited by hand and stays as it is. */
  kept: number;
  failed: number;
}

export interface IngestSummary extends Readonly<IngestCounts> {
  readonly source: string;
  readonly kind: SourceKind;
  readonly into: string;
  readonly dryRun: boolean;
  readonly problems: readonly IngestProblem[];
  /** `stopped`: the signal, or a site that stopped answering, ended it early; the next run goes on. */
  readonly ended: 'finished' | 'stopped';
}
