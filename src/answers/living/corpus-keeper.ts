import { type FolderWatch, watchFolder } from '../../retrieval/corpus/watch-folder.ts';
import type { IngestSummary } from '../../retrieval/ingest/ingest-options.ts';
import type { LivingAssistant, Reload } from './living-assistant.ts';

/** What the keeper did, for a log. */
export type KeeperEvent =
  | ({ readonly kind: 'reloaded'; readonly ms: number } & Reload)
  | { readonly kind: 'reload failed'; readonly error: unknown }
  | { readonly kind: 'ingested'; readonly summary: IngestSummary }
  | { readonly kind: 'ingest failed'; readonly source: string; readonly error: unknown }
  | { readonly kind: 'watch failed'; readonly error: unknown };

export interface KeeperOptions {
  readonly assistant: LivingAssistant;
  /** Addresses to bring in again on the schedule. */
  readonly sources: readonly string[];
  /** Brings one of them into the assistant's folder. */
  readonly ingest: (source: string, signal: AbortSignal) => Promise<IngestSummary>;
  /** Milliseconds from the end of one round to the beginning of the next; 0: the folder is watched, and nothing more. */
  readonly everyMs: number;
  readonly onEvent: (event: KeeperEvent) => void;
}

/**
 * Keeps a living assistant's corpus current: reloads it when its folder changes, and brings its sources in again on a
 * schedule. A round never fails as a whole: what cannot be had is told, and tried again in the next one.
 */
export class CorpusKeeper {
  readonly #options: KeeperOptions;
  readonly #stopping = new AbortController();
  #watch: FolderWatch | null = null;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | null = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /**
   * Begins to watch, and begins the first round.
   * @param waitsFirst where the sources have just been brought in: the first round begins after `everyMs`. Default: false.
   */
  async start({ waitsFirst = false }: { readonly waitsFirst?: boolean } = {}): Promise<void> {
    const { assistant, onEvent, everyMs } = this.#options;
    this.#watch = await watchFolder(
      assistant.folder,
      () => void this.#reload(),
      (error) => onEvent({ kind: 'watch failed', error }),
    );
    if (this.#stopping.signal.aborted) await this.#watch.close();
    else if (everyMs > 0 && !waitsFirst) this.#begin();
    else {
      // What changed between the assistant's opening and the watch would else be missed.
      await this.#reload();
      this.#wait();
    }
  }

  /** One round at once: every source, then the folder; joins the one that is under way. */
  refresh(): Promise<void> {
    this.#round ??= this.#runRound().finally(() => {
      this.#round = null;
    });
    return this.#round;
  }

  /** Ends after the article at hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#watch?.close();
    await this.#round;
  }

  #begin(): void {
    void this.refresh().then(() => this.#wait());
  }

  #wait(): void {
    const { everyMs } = this.#options;
    if (this.#stopping.signal.aborted || everyMs === 0) return;
    this.#timer = setTimeout(() => this.#begin(), everyMs);
    this.#timer.unref();
  }

  async #runRound(): Promise<void> {
    const { sources, ingest, onEvent } = this.#options;
    const { signal } = this.#stopping;
    for (const source of sources) {
      if (signal.aborted) return;
      try {
        onEvent({ kind: 'ingested', summary: await ingest(source, signal) });
      } catch (error) {
        if (!signal.aborted) onEvent({ kind: 'ingest failed', source, error });
      }
    }
    await this.#reload();
  }

  async #reload(): Promise<void> {
    const { assistant, onEvent } = this.#options;
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    const started = performance.now();
    try {
      const reload = await assistant.reload();
      if (reload.added + reload.changed + reload.gone > 0) {
        onEvent({ kind: 'reloaded', ...reload, ms: performance.now() - started });
      }
    } catch (error) {
      if (!signal.aborted) onEvent({ kind: 'reload failed', error });
    }
  }
}
