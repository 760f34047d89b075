import type { IsoDay } from '../corpus/article.ts';
import type { Fetcher } from '../fetching/fetcher.ts';
import type { SourceKind } from '../sources/source.ts';

/** What to bring in, and how. */
export interface IngestOptions {
  /** Address of a site, feed or sitemap, or path of a folder. */
  readonly source: string;
  /** Found out from the address if absent. */
  readonly kind?: SourceKind | undefined;
  /** Name or slug: articles of other categories are left out. */
  readonly category?: string | undefined;
  /** Articles published before are left out. */
  readonly since?: IsoDay | undefined;
  /** The corpus folder; made if there is none. */
  readonly into: string;
  /** Read everything that a real run would read, and write nothing. */
  readonly dryRun?: boolean | undefined;
  /** Take out articles that are gone even where they are more than half of the source's. */
  readonly allowManyGone?: boolean | undefined;
  /** Opens the way to the network for a site; closed at the end. Never called for a folder. */
  readonly openFetcher: (address: URL) => Fetcher;
  /** Stops after the article at hand; what was brought in stays, and the next run goes on. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
}

export interface IngestProgress {
  readonly stage: 'looking at the source' | 'listing' | 'reading';
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

/** What a run did (or, dry, would have done). Numbers are articles. */
export interface IngestSummary {
  readonly source: string;
  readonly kind: SourceKind;
  readonly into: string;
  readonly dryRun: boolean;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Moved aside because they exist no more at the source. */
  readonly gone: number;
  /** At the source, but not asked for (category, date), or brought in from another source already. */
  readonly skipped: number;
  /** Changed at the source, but the file was edited by hand and stays as it is. */
  readonly kept: number;
  readonly failed: number;
  readonly problems: readonly IngestProblem[];
  /** `stopped`: the signal, or a site that stopped answering, ended it early; the next run goes on. */
  readonly ended: 'finished' | 'stopped';
}
