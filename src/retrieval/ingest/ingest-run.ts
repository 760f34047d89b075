import { setImmediate } from 'node:timers/promises';
import type { Fetcher } from '../fetching/fetcher.ts';
import { showAddress } from '../fetching/show.ts';
import type { CorpusSource, Entry, Listing, SourceItem, WantedEntry } from '../sources/source.ts';
import { AddressOwners } from './address-owners.ts';
import { articleText } from './article-text.ts';
import type { CorpusFolder } from './corpus-folder.ts';
import { findGone } from './find-gone.ts';
import type { IngestCounts, IngestOptions, IngestProblem, IngestSummary } from './ingest-options.ts';
import { Names } from './names.ts';
import { removeGone } from './remove-gone.ts';
import type { Selection } from './selection.ts';
import { type IngestState, LEFT_TO_ANOTHER, type LeftOut, type SourceState } from './state.ts';
import { type Destination, type ReadArticle, writeArticles } from './write-articles.ts';

/** Articles that are written together: after a break, at most so many are read again. */
const WRITE_AT_ONCE = 50;

/** So many failures one after the other mean that the site is down, and trying on would take hours. */
const MOST_FAILURES_IN_A_ROW = 5;

export interface RunParts {
  readonly options: IngestOptions;
  /** The source as it names itself in the state and the files. */
  readonly address: string;
  readonly source: CorpusSource;
  /** What the source is read with; null for a folder. */
  readonly fetcher: Fetcher | null;
  readonly selection: Selection;
  readonly folder: CorpusFolder;
  readonly state: IngestState;
  readonly known: SourceState;
}

/** One run that brings a source's articles into a folder. */
export class IngestRun {
  readonly #parts: RunParts;
  readonly #counts: IngestCounts = {
    new: 0,
    changed: 0,
    unchanged: 0,
    gone: 0,
    skipped: 0,
    kept: 0,
    failed: 0,
  };
  readonly #problems: IngestProblem[] = [];
  readonly #to: Destination;
  readonly #owners: AddressOwners;
  readonly #batch: ReadArticle[] = [];
  #failuresInARow = 0;
  #stopped = false;

  constructor(parts: RunParts) {
    this.#parts = parts;
    const { folder, address, state, known, options } = parts;
    this.#owners = new AddressOwners(address, state);
    this.#to = {
      folder,
      state,
      source: known,
      counts: this.#counts,
      dryRun: options.dryRun ?? false,
      onKept: (file) => this.#report(file, KEPT),
    };
  }

  async run(): Promise<IngestSummary> {
    const { folder, state, source, known, selection, options } = this.#parts;
    const names = new Names(folder, await folder.names(), state);
    options.onProgress?.({ stage: 'listing', done: 0, total: null });
    const listing = await source.list(this.#validators(names), options.signal);
    if (listing.kind === 'not-modified') {
      for (const item of known.items.values()) this.#countKnown(item);
      return this.#summary();
    }
    selection.check(listing.categories);
    for (const problem of listing.problems) this.#report(source.address, problem);
    known.listed = null;
    this.#owners.freeUnlisted(listing);
    const gone = await this.#read(listing, names);
    await this.#finish(listing, gone);
    return this.#summary();
  }

  /** A list may be passed over only where nothing was left to do after the last one. */
  #validators(names: Names): NonNullable<SourceState['listed']>['validators'] {
    const { known, selection } = this.#parts;
    const items = [...known.items.values()];
    const isWhole = items.every((item) =>
      item.kind === 'article' ? item.stamp !== null && names.has(item.file) : !this.#isMissing(item),
    );
    return known.listed?.filter === selection.id && isWhole ? known.listed.validators : null;
  }

  /** Which entries must be read; the others are counted. */
  #sortOut(listing: Listing, names: Names): WantedEntry[] {
    const { known, selection } = this.#parts;
    const wanted: WantedEntry[] = [];
    for (const entry of listing.entries) {
      const item = known.items.get(entry.key);
      const isSame = item !== undefined && entry.stamp !== null && entry.stamp === item.stamp;
      if (item?.kind === 'article') {
        item.published = entry.published;
        if (!names.has(item.file)) wanted.push({ entry, validators: null });
        else if (isSame) this.#counts.unchanged++;
        else wanted.push({ entry, validators: item.validators });
      } else if (!selection.mayHave(entry)) {
        this.#counts.skipped++;
      } else if (item && this.#staysOut(item)) {
        if (isSame) this.#countKnown(item);
        else wanted.push({ entry, validators: item.validators });
      } else wanted.push({ entry, validators: null });
    }
    return wanted;
  }

  #staysOut(item: LeftOut): boolean {
    if (item.filter === LEFT_TO_ANOTHER) return !this.#isMissing(item);
    return item.problem !== null || item.filter === this.#parts.selection.id;
  }

  /** Whether it was left out because the corpus had it already, and the corpus has it no more. */
  #isMissing({ filter, url }: LeftOut): boolean {
    return filter === LEFT_TO_ANOTHER && !this.#owners.isTaken(url);
  }

  /** @returns the keys of known articles that turned out to be gone */
  async #read(listing: Listing, names: Names): Promise<string[]> {
    const { source, fetcher, known, options } = this.#parts;
    const wanted = this.#sortOut(listing, names);
    const gone: string[] = [];
    let done = 0;
    options.onProgress?.({ stage: 'reading', done, total: wanted.length });
    try {
      for await (const item of source.read(wanted, options.signal)) {
        await this.#take(item, names, gone);
        done++;
        options.onProgress?.({ stage: 'reading', done, total: wanted.length });
        if (this.#batch.length >= WRITE_AT_ONCE) await this.#write();
        // Reducing pages keeps the process busy; a bot that runs in it answers meanwhile.
        await setImmediate();
        options.signal?.throwIfAborted();
        if (this.#failuresInARow >= MOST_FAILURES_IN_A_ROW) {
          this.#stopped = true;
          this.#report(
            source.address,
            `It stopped answering; ${wanted.length - done} articles were not read. Run again later to go on.`,
          );
          break;
        }
      }
      const asked = this.#stopped || !fetcher ? [] : findGone(listing, known, fetcher, options.signal);
      for await (const item of asked) {
        if (item.kind !== 'unchanged') await this.#take(item, names, gone);
      }
    } catch (error) {
      if (!options.signal?.aborted) throw error;
      this.#stopped = true;
    }
    await this.#write();
    return gone;
  }

  async #take(item: SourceItem, names: Names, gone: string[]): Promise<void> {
    const { entry } = item;
    const earlier = this.#parts.known.items.get(entry.key);
    const isUnavailable = item.kind === 'problem' && item.reason === 'unavailable';
    this.#failuresInARow = isUnavailable ? this.#failuresInARow + 1 : 0;
    switch (item.kind) {
      case 'unchanged':
        if (!earlier) return;
        earlier.stamp = entry.stamp;
        this.#countKnown(earlier);
        return;
      case 'gone':
        if (earlier?.kind === 'article') gone.push(entry.key);
        else this.#fail(entry, 'It is listed, but gone.');
        return;
      case 'problem':
        this.#fail(entry, item.problem);
        // An article that was read once stays as it was.
        if (item.reason === 'unusable' && earlier?.kind !== 'article') {
          this.#leaveOut(entry, item.validators, item.problem);
        }
        return;
      case 'article':
        await this.#takeArticle(item, names);
    }
  }

  async #takeArticle(item: SourceItem & { kind: 'article' }, names: Names): Promise<void> {
    const { address, known, selection } = this.#parts;
    const { entry, draft, validators } = item;
    this.#takeOver(draft.url, entry.key);
    const earlier = known.items.get(entry.key);
    const isKnown = earlier?.kind === 'article';
    const isTaken = this.#owners.isTaken(draft.url, entry.key);
    if (!isKnown && (isTaken || !selection.has(draft))) {
      this.#counts.skipped++;
      if (isTaken) this.#leaveOut({ ...entry, url: draft.url }, validators, null, LEFT_TO_ANOTHER);
      else this.#leaveOut(entry, validators, null);
      return;
    }
    const origin = { source: address, key: entry.key };
    const name = isKnown ? earlier.file.replace(/\.md$/, '') : await names.choose(draft, origin);
    const written = articleText(draft, name, origin);
    if ('problem' in written) {
      this.#fail(entry, written.problem);
      if (!isKnown) this.#leaveOut(entry, validators, written.problem);
      return;
    }
    this.#owners.take(draft.url, entry.key);
    this.#batch.push({ entry, validators, url: draft.url, file: `${name}.md`, text: written.text });
  }

  /** The file of an article that has another key now stays its file, with its name and what people wrote into it. */
  #takeOver(url: string | null, key: string): void {
    const { items } = this.#parts.known;
    const former = this.#owners.formerKey(url);
    const item = former === undefined ? undefined : items.get(former);
    if (former === undefined || item === undefined || items.get(key)?.kind === 'article') return;
    items.delete(former);
    items.set(key, item);
  }

  async #write(): Promise<void> {
    await writeArticles(this.#batch.splice(0), this.#to);
  }

  async #finish(listing: Listing, foundGone: readonly string[]): Promise<void> {
    const { folder, state, source, known, selection, options } = this.#parts;
    if (!this.#stopped) {
      const listed = new Set(listing.entries.map(({ key }) => key));
      const unlisted = listing.complete ? [...known.items.keys()].filter((key) => !listed.has(key)) : [];
      const tooMany = await removeGone([...unlisted, ...foundGone], this.#to, options.allowManyGone ?? false);
      if (tooMany) {
        this.#report(
          source.address,
          `${tooMany.gone} of ${tooMany.of} articles are gone, which looks like a fault of the list: nothing was taken out. If it is right, run again with --allow-many-gone.`,
        );
      } else if (this.#counts.failed === 0 && listing.problems.length === 0) {
        known.listed = { validators: listing.validators, filter: selection.id };
      }
    }
    if (!options.dryRun) await folder.writeState(state);
  }

  #countKnown(item: {
    readonly kind: string;
    readonly url: string | null;
    readonly problem?: string | null;
  }): void {
    if (item.kind === 'article') this.#counts.unchanged++;
    else if (item.problem) {
      this.#counts.failed++;
      this.#report(item.url ?? this.#parts.source.address, item.problem);
    } else this.#counts.skipped++;
  }

  #fail(entry: Entry, problem: string): void {
    this.#counts.failed++;
    this.#report(entry.url ?? entry.key, problem);
  }

  #leaveOut(
    entry: Entry,
    validators: WantedEntry['validators'],
    problem: string | null,
    filter = this.#parts.selection.id,
  ): void {
    const { key, stamp } = entry;
    const url = entry.url ?? key;
    this.#parts.known.items.set(key, { kind: 'left out', stamp, validators, url, problem, filter });
  }

  #report(where: string, problem: string): void {
    this.#problems.push({ where: showAddress(where), problem });
  }

  #summary(): IngestSummary {
    const { address, source, options, folder } = this.#parts;
    return {
      source: address,
      kind: source.kind,
      into: folder.path,
      dryRun: options.dryRun ?? false,
      ...this.#counts,
      problems: this.#problems,
      ended: this.#stopped ? 'stopped' : 'finished',
    };
  }
}

const KEPT =
  'It was edited by hand and stays as it is, although the source has changed or deleted it. To have the source’s version, delete the file and run again.';
