import { createHash } from 'node:crypto';
import type { Article, Corpus, CorpusProblem } from '../../retrieval/corpus/article.ts';
import { loadFolder, readFolder, withoutArticles } from '../../retrieval/corpus/load-folder.ts';
import type { ParsedFiles } from '../../retrieval/corpus/parsed-files.ts';
import type { Answer, Citation } from '../answer.ts';
import type { AskOptions, Assistant, CorpusSummary } from '../assistant.ts';
import {
  type AssistantOptions,
  corpusFolder,
  createEngineFor,
  loadModels,
  type Models,
  rememberedFiles,
} from '../create-assistant.ts';
import type { Engine } from '../engine.ts';

/** What a look at the folder found, in articles. */
export interface Reload {
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
}

/**
 * An assistant whose corpus may change while it answers. A new version of the index is built beside the old one and
 * put in its place whole; questions in flight finish on the version on which they began. Where the folder cannot be
 * loaded the old version stays; where it was emptied nothing is quoted any more.
 */
export class LivingAssistant implements Assistant {
  readonly #options: AssistantOptions;
  readonly #models: Models;
  #engine: Engine;
  /** The files as the engine's version has them. */
  #files: ParsedFiles;
  /** Digest of each article's content, by id. */
  #known: ReadonlyMap<string, string>;
  #problems: readonly CorpusProblem[];
  #keeper: { stop(): Promise<void> } | null = null;
  #reloading: Promise<Reload> | null = null;
  #next: Promise<Reload> | null = null;

  private constructor(
    options: AssistantOptions,
    models: Models,
    { files, corpus, engine }: { files: ParsedFiles; corpus: Corpus; engine: Engine },
  ) {
    this.#options = options;
    this.#models = models;
    this.#engine = engine;
    this.#files = files;
    this.#known = digests(corpus.articles);
    this.#problems = corpus.problems;
  }

  /** @throws AttacheError as `createAssistant` */
  static async open(options: AssistantOptions = {}): Promise<LivingAssistant> {
    const files = await rememberedFiles(options);
    const corpus = await loadFolder(corpusFolder(options), files);
    const models = await loadModels(options);
    const engine = await createEngineFor(corpus, models, options);
    if (options.withExamples) await engine.prepareExampleQuestions();
    return new LivingAssistant(options, models, { files, corpus, engine });
  }

  /** The folder whose articles are quoted. */
  get folder(): string {
    return corpusFolder(this.#options);
  }

  ask(question: string, options?: AskOptions): Promise<Answer> {
    return this.#engine.ask(question, options);
  }

  find(text: string, options?: Parameters<Assistant['find']>[1]): Promise<readonly Citation[]> {
    return this.#engine.find(text, options);
  }

  summary(): CorpusSummary {
    return { ...this.#engine.summary(), problems: this.#problems };
  }

  exampleQuestions(): readonly string[] {
    return this.#engine.exampleQuestions();
  }

  async close(): Promise<void> {
    await this.#keeper?.stop();
    await this.#engine.close();
  }

  /** Who keeps the corpus current ends with the assistant. */
  keptBy(keeper: { stop(): Promise<void> }): void {
    this.#keeper = keeper;
  }

  /**
   * Looks at the folder again and, if anything changed, answers from the new version from then on. Calls during a
   * reload share one that begins after it, since what they know of may be newer than what it read.
   * @throws AttacheError CORPUS_NOT_FOUND, CORPUS_EMPTY where there are files and none can be used; the old version stays
   */
  reload(): Promise<Reload> {
    if (this.#reloading === null) {
      this.#reloading = this.#reload().finally(() => {
        this.#reloading = null;
      });
      return this.#reloading;
    }
    this.#next ??= this.#reloading
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.reload();
      });
    return this.#next;
  }

  async #reload(): Promise<Reload> {
    const files = this.#files.next();
    const corpus = await readFolder(this.folder, files);
    // Files of which none can be used are a mishap; a folder without any means what it says.
    const isMishap = corpus.problems.some(({ severity }) => severity === 'error');
    if (corpus.articles.length === 0 && isMishap) throw withoutArticles(corpus);
    this.#problems = corpus.problems;
    const known = digests(corpus.articles);
    const change = difference(this.#known, known);
    if (change.added + change.changed + change.gone === 0) return change;
    const engine = await createEngineFor(corpus, this.#models, this.#options, this.#engine);
    if (this.#options.withExamples) await engine.prepareExampleQuestions();
    this.#engine = engine;
    this.#files = files;
    this.#known = known;
    return change;
  }
}

function digests(articles: readonly Article[]): Map<string, string> {
  return new Map(
    articles.map((article) => [
      article.id,
      createHash('sha256').update(JSON.stringify(article)).digest('base64'),
    ]),
  );
}

function difference(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Reload {
  const ids = [...after.keys()];
  return {
    added: ids.filter((id) => !before.has(id)).length,
    changed: ids.filter((id) => before.has(id) && before.get(id) !== after.get(id)).length,
    gone: [...before.keys()].filter((id) => !after.has(id)).length,
  };
}
