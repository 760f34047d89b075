import { AttacheError } from '../errors.ts';
import { packageFile } from '../package-files.ts';
import type { Corpus } from '../retrieval/corpus/article.ts';
import { Corrections } from '../retrieval/corpus/corrections.ts';
import { loadFolder } from '../retrieval/corpus/load-folder.ts';
import { ParsedFiles } from '../retrieval/corpus/parsed-files.ts';
import { createEmbedder, type Embedder, type EmbeddingSettings } from '../retrieval/embedding/embedder.ts';
import { defaultCacheDir } from '../retrieval/models/cache-dir.ts';
import { type RetrievalParts, Retriever } from '../retrieval/retriever.ts';
import { ALL_ANSWER_PARTS, type AnswerParts } from './answer-parts.ts';
import type { Assistant } from './assistant.ts';
import { Conversations } from './conversation/conversations.ts';
import { Engine } from './engine.ts';
import { KnownTexts } from './evidence/known-texts.ts';
import { BEST_COSINE, loadRankingModels, type RankingModel } from './ranking/load-models.ts';
import { createReader, type ReaderSettings } from './reader/create-reader.ts';
import type { Reader } from './reader/reader.ts';

/** Long work that a caller may want to show. */
export interface Progress {
  readonly stage: 'building the embedding model' | 'building the reader' | 'embedding the articles';
  /** Steps done and in all; null when they cannot be counted. */
  readonly done: number | null;
  readonly total: number | null;
}

export interface AssistantOptions {
  /** Folder with the articles; default: the articles that ship with the package. */
  readonly corpus?: string;
  /** Folder for built models and vectors; default: the user's cache folder. */
  readonly cacheDir?: string;
  /** Another embedding model; default: all-MiniLM-L6-v2 from the installed package, adapted to the search. */
  readonly embedding?: Partial<EmbeddingSettings>;
  /** Another reading model, or 'off' to choose answers without reading; default: the one that ships. */
  readonly reader?: Partial<ReaderSettings> | 'off';
  /** Parts of the search to switch off, for measuring what they are worth. */
  readonly parts?: RetrievalParts;
  /** Parts of answering to switch off, likewise. */
  readonly answerParts?: AnswerParts;
  /** Find a few questions that the corpus can answer (`exampleQuestions()`), which takes about a second; default: no. */
  readonly withExamples?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Loads a corpus and the models and returns an assistant that answers from it.
 * @throws AttacheError CORPUS_NOT_FOUND, CORPUS_EMPTY, MODEL_UNAVAILABLE, MODEL_DAMAGED, CACHE_UNWRITABLE, ABORTED
 */
export function createAssistant(options: AssistantOptions = {}): Promise<Assistant> {
  return createEngine(options);
}

/** As `createAssistant`, with access to how answers come about. */
export async function createEngine(options: AssistantOptions = {}): Promise<Engine> {
  const corpus = await loadFolder(corpusFolder(options), await rememberedFiles(options));
  const engine = await createEngineFor(corpus, await loadModels(options), options);
  if (options.withExamples) await engine.prepareExampleQuestions();
  return engine;
}

/** The folder with the articles that the options name, or that ships with the package. */
export function corpusFolder({ corpus }: AssistantOptions): string {
  return corpus ?? packageFile('data/articles');
}

/** The articles' files as they were parsed before. */
export function rememberedFiles(options: AssistantOptions): Promise<ParsedFiles> {
  return ParsedFiles.open(options.cacheDir ?? defaultCacheDir(), corpusFolder(options));
}

/** What serves every version of a corpus. */
export interface Models {
  readonly embedder: Embedder;
  readonly reader: Reader | null;
  readonly ranking: RankingModel;
  readonly conversations: Conversations;
}

/** Loads the models, building them where they are used for the first time. */
export async function loadModels(options: AssistantOptions): Promise<Models> {
  const { signal, onProgress, answerParts = ALL_ANSWER_PARTS } = options;
  const cacheDir = options.cacheDir ?? defaultCacheDir();
  const told = (stage: Progress['stage']) => ({
    ...(signal && { signal }),
    ...(onProgress && { onProgress: () => onProgress({ stage, done: null, total: null }) }),
  });
  const embedder = await createEmbedder(
    { ...options.embedding, cacheDir },
    told('building the embedding model'),
  );
  const reader =
    options.reader === 'off'
      ? null
      : await createReader({ ...options.reader, cacheDir }, told('building the reader'));
  if (signal?.aborted) throw new AttacheError('ABORTED', 'Stopped before the assistant was ready.');
  const models = await loadRankingModels();
  const learned = answerParts.ranking ? (reader ? models.withReader : models.withoutReader) : BEST_COSINE;
  return {
    embedder,
    reader,
    ranking: answerParts.passages ? learned : { ...learned, passages: BEST_COSINE.passages },
    conversations: new Conversations(),
  };
}

/**
 * An engine for one version of a corpus; closing it closes the models.
 * @param previous an engine for an earlier version: what did not change is taken from it
 */
export async function createEngineFor(
  corpus: Corpus,
  { embedder, reader, ranking, conversations }: Models,
  options: AssistantOptions,
  previous?: Engine,
): Promise<Engine> {
  const { signal, onProgress, answerParts = ALL_ANSWER_PARTS } = options;
  const retriever = await Retriever.build(corpus, {
    embedder,
    cacheDir: options.cacheDir ?? defaultCacheDir(),
    previous: previous?.retriever,
    ...(options.parts && { parts: options.parts }),
    ...(signal && { signal }),
    ...(onProgress && {
      onProgress: (done: number, total: number) =>
        onProgress({ stage: 'embedding the articles', done, total }),
    }),
  });
  return new Engine({
    retriever,
    reader,
    texts: new KnownTexts(retriever.analyser),
    corrections: new Corrections(answerParts.corrections ? corpus.articles : []),
    conversations,
    parts: answerParts,
    model: ranking,
    close: async () => {
      await Promise.all([embedder.close(), reader?.close()]);
    },
  });
}
