import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileOperations } from '../../../src/retrieval/ingest/file-operations.ts';
import { ingest } from '../../../src/retrieval/ingest/ingest.ts';
import type { IngestOptions, IngestSummary } from '../../../src/retrieval/ingest/ingest-options.ts';

/** Fetching from a server on this machine, without pauses. */
export const LOCAL = { allowPrivate: true, delayMs: 0, limits: { retries: 0 } } as const;

/** Brings a local source into a folder. */
export function bringIn(
  source: string,
  into: string,
  options: Partial<IngestOptions> = {},
  files?: FileOperations,
): Promise<IngestSummary> {
  return ingest({ source, into, fetcherOptions: LOCAL, ...options }, files);
}

/** The numbers of a run that are not 0. */
export function counts(summary: IngestSummary): Record<string, number> {
  return Object.fromEntries(
    Object.entries(summary).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0,
    ),
  );
}

/** The articles' files of a folder with their texts. */
export async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, i) => [name, texts[i] ?? '']));
}
