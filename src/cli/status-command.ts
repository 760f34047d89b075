import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { corpusFolder } from '../answers/create-assistant.ts';
import { readFolder } from '../retrieval/corpus/load-folder.ts';
import { showAddress } from '../retrieval/fetching/show.ts';
import { CorpusFolder } from '../retrieval/ingest/corpus-folder.ts';
import { type LastRun, readJournal } from '../retrieval/ingest/journal.ts';
import { type CorpusStatus, renderStatus } from './render-status.ts';
import { assistantOptions, corpusOption } from './session.ts';
import { shownProblems } from './shown-addresses.ts';

/** `attache status`: what there is to answer from, where it comes from, when it was refreshed, what failed. */
export function statusCommand(): Command {
  return new Command('status')
    .description('tell what is answered from, from where it was brought in and when, and what failed')
    .addOption(corpusOption())
    .option('--json', 'print JSON')
    .action(async (options: { readonly corpus?: string; readonly json?: boolean }) => {
      const status = await statusOf(corpusFolder(assistantOptions(options)));
      process.stdout.write(
        options.json ? `${JSON.stringify(status, null, 2)}\n` : renderStatus(status, new Date()),
      );
    });
}

async function statusOf(path: string): Promise<CorpusStatus> {
  const { articles, problems } = await readFolder(path);
  const folder = new CorpusFolder(path);
  const { sources } = await folder.readState();
  const runs = await readJournal(folder);
  const times = await Promise.all(articles.map(async ({ file }) => (await stat(`${path}/${file}`)).mtimeMs));
  const brought = Object.entries(sources).map(([address, { endpoint, items, choice }]) => ({
    address: showAddress(address),
    kind: endpoint.kind,
    category: choice.category,
    since: choice.since,
    articles: [...items.values()].filter(({ kind }) => kind === 'article').length,
    lastRun: shownRun(runs[address]),
  }));
  const failed = Object.entries(runs)
    .filter(([address]) => sources[address] === undefined)
    .map(([address, run]) => ({
      address: showAddress(address),
      kind: null,
      category: null,
      since: null,
      articles: 0,
      lastRun: shownRun(run),
    }));
  const days = articles.flatMap(({ published }) => (published === null ? [] : [published]));
  return {
    folder: path,
    articles: articles.length,
    oldest: days.toSorted()[0] ?? null,
    newest: days.toSorted().at(-1) ?? null,
    changed: times.length === 0 ? null : new Date(Math.max(...times)).toISOString(),
    sources: [...brought, ...failed],
    problems,
  };
}

function shownRun(run: LastRun | undefined): LastRun | null {
  return run === undefined ? null : { ...run, problems: shownProblems(run.problems) };
}
