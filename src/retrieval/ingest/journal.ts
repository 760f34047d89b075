import { z } from 'zod';
import { showAddress } from '../fetching/show.ts';
import type { CorpusFolder } from './corpus-folder.ts';
import type { IngestSummary } from './ingest-options.ts';

/** Problems that are kept of a run: enough to see what is wrong. */
const PROBLEMS_KEPT = 20;

const count = z.int().nonnegative();

const run = z
  .object({
    /** When it ended, ISO 8601. */
    at: z.iso.datetime(),
    /** `failed`: it ended with an error, which is the first of the problems. */
    ended: z.enum(['finished', 'stopped', 'failed']),
    new: count,
    changed: count,
    unchanged: count,
    gone: count,
    failed: count,
    problems: z.array(z.object({ where: z.string(), problem: z.string() }).readonly()).readonly(),
  })
  .readonly();

/** How the last run of a source ended. */
export type LastRun = z.infer<typeof run>;

const schema = z.object({ version: z.literal(1), runs: z.record(z.string(), run) });

/** How the last run of each source ended, by its address; nothing where that is unknown. */
export async function readJournal(folder: CorpusFolder): Promise<Readonly<Record<string, LastRun>>> {
  const text = await folder.readJournal();
  if (text === null) return {};
  const parsed = schema.safeParse(json(text));
  // It is for people to read: a damaged one is begun anew.
  return parsed.success ? parsed.data.runs : {};
}

/** Notes how a run ended. */
export async function noteRun(folder: CorpusFolder, source: string, last: LastRun): Promise<void> {
  const runs = { ...(await readJournal(folder)), [source]: last };
  await folder.writeJournal(`${JSON.stringify({ version: 1, runs }, null, 1)}\n`);
}

export function lastRunOf(summary: IngestSummary, at: Date): LastRun {
  const { ended, unchanged, changed, gone, failed, problems } = summary;
  return {
    at: at.toISOString(),
    ended,
    new: summary.new,
    changed,
    unchanged,
    gone,
    failed,
    problems: problems.slice(0, PROBLEMS_KEPT),
  };
}

export function failedRun(source: string, error: unknown, at: Date): LastRun {
  const problem = error instanceof Error ? error.message : String(error);
  return {
    at: at.toISOString(),
    ended: 'failed',
    new: 0,
    changed: 0,
    unchanged: 0,
    gone: 0,
    failed: 0,
    problems: [{ where: showAddress(source), problem }],
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
