import { Command, InvalidArgumentError, Option } from 'commander';
import { onStopSignal } from '../bots/chat/stop-signals.ts';
import type { IngestOptions } from '../retrieval/ingest/ingest-options.ts';
import { parseCoreSettings } from '../settings/core.ts';
import { EXIT } from './exit-codes.ts';
import { IngestProgressLine } from './ingest-progress-line.ts';
import { renderIngest } from './render-ingest.ts';
import { parseDay } from './session.ts';
import { shownSummary } from './shown-addresses.ts';

interface Options {
  readonly kind?: IngestOptions['kind'];
  readonly category?: string;
  readonly since?: string;
  readonly all?: boolean;
  readonly into?: string;
  readonly dryRun?: boolean;
  readonly allowManyGone?: boolean;
  readonly allowPrivate?: boolean;
  readonly contact?: string;
  readonly delay?: number;
  readonly json?: boolean;
}

/** Where articles go that nobody said a place for: into the folder at hand, never into the installed package. */
const DEFAULT_FOLDER = 'articles';

/** Brings articles in. What fetches and reads pages is loaded when the command runs, so that others start without. */
export function ingestCommand(): Command {
  return new Command('ingest')
    .description('bring the articles of a site or folder in; run again, it reads only what changed')
    .argument('<source>', 'address of a site, feed or sitemap, or a folder')
    .addOption(
      new Option('--kind <kind>', 'what is there (default: found out)').choices([
        'wordpress',
        'feed',
        'sitemap',
        'folder',
      ]),
    )
    .option('--category <name>', 'only articles of this category (name or slug)')
    .option('--since <day>', 'only articles published on this day or later', parseDay)
    .option('--all', 'all articles, also where an earlier run chose a category or day')
    .option('--into <dir>', `folder for the articles (default: ATTACHE_CORPUS, else ./${DEFAULT_FOLDER})`)
    .option('--dry-run', 'read, tell, and write nothing')
    .option('--allow-many-gone', 'take out articles that are gone even if they are more than half')
    .option('--allow-private', 'fetch from this machine and private networks, too')
    .option('--contact <address>', 'mail or web address that is told to the site')
    .option('--delay <ms>', 'pause between two requests (default: 500)', parseDelay)
    .option('--json', 'print the summary as JSON')
    .addHelpText('after', '\nExit codes: 0 brought in, 1 an error, or stopped before the end.')
    .action(async (source: string, options: Options) => {
      const { ingest } = await import('../retrieval/ingest/ingest.ts');
      const progress = new IngestProgressLine(process.stderr);
      const stop = new AbortController();
      // A second Ctrl-C does no harm either.
      onStopSignal(() => stop.abort());
      const ingested = await ingest({
        source,
        into: options.into ?? parseCoreSettings(process.env).corpus ?? DEFAULT_FOLDER,
        kind: options.kind,
        category: options.category,
        since: options.since,
        all: options.all,
        dryRun: options.dryRun,
        allowManyGone: options.allowManyGone,
        fetcherOptions: {
          allowPrivate: options.allowPrivate,
          contact: options.contact,
          delayMs: options.delay,
        },
        signal: stop.signal,
        onProgress: (step) => progress.show(step),
      }).finally(() => progress.clear());
      const summary = shownSummary(ingested);
      process.stdout.write(options.json ? `${JSON.stringify(summary, null, 2)}\n` : renderIngest(summary));
      const articles = summary.new + summary.changed + summary.unchanged + summary.kept + summary.skipped;
      if (summary.ended === 'stopped' || (articles === 0 && summary.failed > 0))
        process.exitCode = EXIT.error;
    });
}

function parseDelay(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It is a number of milliseconds, such as 500.');
}
