import { AttacheError } from '../errors.ts';
import type { Article, Corpus, IsoDay } from '../retrieval/corpus/article.ts';
import type { Corrections } from '../retrieval/corpus/corrections.ts';
import type { Retriever } from '../retrieval/retriever.ts';
import { reasonFor } from './abstention/reason.ts';
import type { Answer, Citation } from './answer.ts';
import {
  type AskOptions,
  type Assistant,
  type CorpusSummary,
  MAX_FIND_LENGTH,
  MAX_QUESTION_LENGTH,
} from './assistant.ts';
import type { Conversations, Turn } from './conversation/conversations.ts';
import { type ResolvedQuestion, resolveQuestion } from './conversation/resolve.ts';
import { type Evidence, findPassages, gatherEvidence, type Sources } from './evidence/gather.ts';
import type { RankedPassage } from './evidence/rank-passages.ts';
import { heedRetractions } from './evidence/retractions.ts';
import { exampleQuestions } from './example-questions.ts';
import { intentOf } from './question/intent.ts';
import { normaliseQuestion, visibleLine } from './question/normalise.ts';
import { analyseQuestion, namesSomething, type Question } from './question/question.ts';
import { citationOf, sourceOf } from './quoting/citation.ts';
import { type Composition, compose } from './quoting/compose.ts';
import { furtherPassages } from './quoting/further-passages.ts';
import { calibrate, sureness } from './ranking/calibration.ts';
import { type Choice, choose } from './ranking/choice-model.ts';
import type { RankingModel } from './ranking/load-models.ts';
import { abstained, answered } from './reply.ts';
import { Stopwatch } from './stage-timings.ts';

const DEFAULT_FOUND = 5;

/** What an engine works with. */
export interface EngineParts extends Sources {
  readonly model: RankingModel;
  /** Outlives the engine where the corpus is refreshed. */
  readonly conversations: Conversations;
  readonly close: () => Promise<void>;
}

/** What one question came to, with everything that led there; for evaluation and training. */
export interface Trace {
  readonly question: Question;
  readonly evidence: Evidence;
  readonly choice: Choice;
}

/** The path of one question: understand, find, read, choose, quote or abstain. */
export class Engine implements Assistant {
  readonly #parts: EngineParts;
  readonly #indexedAt = new Date();
  #examples: readonly string[] = [];
  #summary: CorpusSummary | null = null;
  #isClosed = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** What this engine finds passages with. */
  get retriever(): Retriever {
    return this.#parts.retriever;
  }

  async ask(message: string, options: AskOptions = {}): Promise<Answer> {
    return (await this.askWithTrace(message, options)).answer;
  }

  /** As `ask`, with what led to the answer; the trace is null for what is no question. */
  async askWithTrace(
    message: string,
    options: AskOptions = {},
  ): Promise<{ readonly answer: Answer; readonly trace: Trace | null }> {
    const started = performance.now();
    this.#assertUsable(options.signal);
    const text = normaliseQuestion(message);
    const intent = intentOf(text);
    if (intent !== 'question') {
      return { answer: abstained({ question: text, confidence: 0, started }, intent, []), trace: null };
    }

    const watch = new Stopwatch();
    const turn = await this.#lastTurn(options);
    const resolved = this.#resolve(text, turn, options);
    watch.lap('resolve');
    const trace = await this.trace(resolved, options.signal, watch);
    const { question, evidence, choice } = trace;
    const composition = this.quoteBest(trace);
    const { calibration, threshold } = this.#parts.model;
    const confidence =
      composition === null ? 0 : calibrate(calibration, sureness(composition.probability, 1 - choice.none));
    const asked = { question: text, confidence, started };
    const answer =
      composition !== null && confidence >= threshold && asksOfSomething(question)
        ? answered(asked, composition, this.#further(trace, composition))
        : abstained(asked, reasonFor(question, evidence), evidence.passages);
    if (options.conversation !== undefined) {
      this.#parts.conversations.remember(options.conversation, {
        question: resolved.base,
        articleIds: articlesFor(answer, evidence, choice, resolved.previousArticleIds),
      });
    }
    watch.lap('choose');
    options.onTimings?.(watch.timings);
    return { answer, trace };
  }

  /** Finds, reads and weighs, without deciding. */
  async trace(resolved: ResolvedQuestion, signal?: AbortSignal, watch = new Stopwatch()): Promise<Trace> {
    const question = this.#analyse(resolved);
    const evidence = await gatherEvidence(question, this.#parts, signal, watch);
    this.#assertUsable(signal);
    const choice = choose(this.#parts.model, evidence.features);
    if (!this.#parts.parts.corrections) return { question, evidence, choice };
    return { question, evidence, choice: heedRetractions(choice, evidence.candidates, this.#parts.texts) };
  }

  /** What would be quoted if the threshold were 0; null where nothing was found. */
  quoteBest({ question, evidence, choice }: Trace): Composition | null {
    const { parts, corrections } = this.#parts;
    const composition = compose(question, evidence, choice, parts);
    return (
      composition && {
        ...composition,
        citations: corrected(composition.citations, evidence.passages, corrections),
      }
    );
  }

  async find(
    text: string,
    options: { readonly limit?: number; readonly signal?: AbortSignal } = {},
  ): Promise<readonly Citation[]> {
    this.#assertUsable(options.signal);
    const query = visibleLine(text).slice(0, MAX_FIND_LENGTH).toWellFormed();
    if (query === '') return [];
    const question = this.#analyse(this.#resolve(query, undefined, {}));
    const found = await findPassages(question, this.#parts, options.signal);
    const nearest = found.slice(0, options.limit ?? DEFAULT_FOUND).map(({ passage, sentenceCosines }) => {
      const best = passage.sentences[Math.max(0, indexOfMax(sentenceCosines))];
      return citationOf({
        article: passage.article,
        field: 'body',
        start: best?.start ?? passage.start,
        end: best?.end ?? passage.end,
      });
    });
    return corrected(nearest, found, this.#parts.corrections);
  }

  /** The articles that answers are quoted from. */
  articles(): readonly Article[] {
    return this.#parts.retriever.corpus.articles;
  }

  summary(): CorpusSummary {
    this.#summary ??= summaryOf(this.#parts.retriever.corpus, this.#indexedAt);
    return this.#summary;
  }

  exampleQuestions(): readonly string[] {
    return this.#examples;
  }

  /** Looks for questions that the corpus can answer; takes about a second. */
  async prepareExampleQuestions(): Promise<void> {
    this.#examples = await exampleQuestions(this.articles(), (question) => this.ask(question));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#parts.close();
  }

  #assertUsable(signal: AbortSignal | undefined): void {
    if (this.#isClosed) throw new AttacheError('CLOSED', 'The assistant is closed; create another one.');
    if (signal?.aborted)
      throw new AttacheError('ABORTED', 'The question was withdrawn.', { cause: signal.reason });
  }

  /** The turn that a follow-up refers to; replays the earlier questions if the caller keeps them itself. */
  async #lastTurn(options: AskOptions): Promise<Turn | undefined> {
    const remembered =
      options.conversation === undefined ? undefined : this.#parts.conversations.last(options.conversation);
    if (remembered || !options.context?.length) return remembered;
    let turn: Turn | undefined;
    for (const earlier of options.context) {
      const text = visibleLine(earlier);
      // What was too long to be answered has no answer to lean on.
      if (text.length > MAX_QUESTION_LENGTH || intentOf(text) !== 'question') continue;
      const resolved = this.#resolve(text, turn, options);
      const { evidence, choice } = await this.trace(resolved, options.signal);
      turn = { question: resolved.base, articleIds: likelyArticle(evidence, choice) };
    }
    return turn;
  }

  #further({ evidence, choice }: Trace, { citations }: Composition): readonly Citation[] {
    const further = furtherPassages(evidence, choice, citations);
    return corrected(further, evidence.passages, this.#parts.corrections);
  }

  #analyse(resolved: ResolvedQuestion): Question {
    const { analyser, lexicon } = this.#parts.retriever;
    return analyseQuestion({ ...resolved, analyser, lexicon });
  }

  #resolve(
    text: string,
    turn: Turn | undefined,
    { asOf = today(), since, until }: AskOptions,
  ): ResolvedQuestion {
    const { lexicon, analyser } = this.#parts.retriever;
    const resolved = resolveQuestion(text, turn, namesSomething(text, analyser, lexicon), asOf);
    if (!this.#parts.parts.dates) return { ...resolved, dates: [], datePhrases: [] };
    return { ...resolved, window: { from: since ?? null, to: until ?? null } };
  }
}

function summaryOf({ articles, problems }: Corpus, indexedAt: Date): CorpusSummary {
  const sources = articles.map(sourceOf);
  const days = sources.map((article) => article.published).filter((day) => day !== null);
  return { articles: sources, newest: days.toSorted().at(-1) ?? null, problems, indexedAt };
}

/** 'And when was that?' asks of nothing where nothing was said before: no word of it and no day can be looked up. */
function asksOfSomething({ terms, dates }: Question): boolean {
  return terms.length > 0 || dates.length > 0;
}

/** The articles that a conversation is about: those quoted, else those it was about before, else the likeliest. */
function articlesFor(
  answer: Answer,
  evidence: Evidence,
  choice: Choice,
  before: readonly string[],
): readonly string[] {
  if (answer.status === 'answered')
    return [...new Set(answer.citations.map((citation) => citation.articleId))];
  return before.length > 0 ? before : likelyArticle(evidence, choice);
}

function likelyArticle({ candidates }: Evidence, choice: Choice): string[] {
  const best = candidates[indexOfMax(choice.candidates)];
  return best ? [best.found.passage.article.id] : [];
}

/** Says of each quote from a correction what it corrects. */
function corrected(
  citations: readonly Citation[],
  passages: readonly RankedPassage[],
  corrections: Corrections,
): readonly Citation[] {
  return citations.map((citation) => {
    const article = passages.find(({ passage }) => passage.article.id === citation.articleId)?.passage
      .article;
    const earlier = article && corrections.correctedBy(article);
    return earlier ? { ...citation, corrects: sourceOf(earlier) } : citation;
  });
}

function indexOfMax(values: readonly number[]): number {
  let best = -1;
  for (const [i, value] of values.entries()) if (best < 0 || value > (values[best] as number)) best = i;
  return best;
}

function today(): IsoDay {
  return new Date().toISOString().slice(0, 10);
}
