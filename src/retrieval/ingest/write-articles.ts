import type { Validators } from '../fetching/fetcher.ts';
import type { Entry } from '../sources/source.ts';
import { type CorpusFolder, hashOf } from './corpus-folder.ts';
import type { IngestCounts } from './ingest-options.ts';
import { NO_FILE } from './settle-break.ts';
import type { IngestState, KnownArticle, SourceState } from './state.ts';

/** An article that was read and is to be in the corpus. */
export interface ReadArticle {
  readonly entry: Entry;
  readonly validators: Validators | null;
  readonly url: string | null;
  readonly file: string;
  readonly text: string;
}

/** Where articles are written to. */
export interface Destination {
  readonly folder: CorpusFolder;
  readonly state: IngestState;
  readonly source: SourceState;
  readonly counts: IngestCounts;
  /** Count only. */
  readonly dryRun: boolean;
  /** Told of each file that was edited by hand and stays. */
  readonly onKept: (file: string) => void;
}

/**
 * Writes articles. What is going to be written stands in the state first, so that after a break at any moment the
 * next run knows what was reached and does not take a half-finished run for somebody's edits.
 */
export async function writeArticles(articles: readonly ReadArticle[], to: Destination): Promise<void> {
  const { folder, source, counts } = to;
  const toWrite: { readonly article: ReadArticle; readonly item: KnownArticle; readonly aside: boolean }[] =
    [];
  for (const article of articles) {
    const { entry, validators, url, file, text } = article;
    const earlier = source.items.get(entry.key);
    const known = earlier?.kind === 'article' ? earlier : null;
    const present = await folder.read(file);
    const presentHash = present === null ? NO_FILE : hashOf(present);
    const hash = hashOf(text);
    const { stamp, published } = entry;
    const item: KnownArticle = { kind: 'article', stamp, validators, url, published, file, hash };
    if (presentHash === hash) {
      counts.unchanged++;
      source.items.set(entry.key, item);
    } else if (known && present !== null && presentHash !== known.hash) {
      counts.kept++;
      to.onKept(file);
      source.items.set(entry.key, { ...item, hash: known.hash });
    } else {
      if (present === null) counts.new++;
      else counts.changed++;
      // A file that is recognised without a state may have been edited.
      const aside = known === null && present !== null;
      source.items.set(entry.key, { ...item, before: presentHash });
      toWrite.push({ article, item, aside });
    }
  }
  if (to.dryRun || toWrite.length === 0) return;
  await folder.writeState(to.state);
  for (const { article, item, aside } of toWrite) {
    if (aside) await folder.putAside(article.file, 'replaced');
    await folder.write(article.file, article.text);
    source.items.set(article.entry.key, item);
  }
}
