import type { Logger } from 'pino';
import type { Answer } from '../../answers/answer.ts';
import type { AskOptions, Assistant } from '../../answers/assistant.ts';
import type { StageTimings } from '../../answers/stage-timings.ts';
import { newReference } from '../chat/reference.ts';
import { withDeadline } from '../chat/with-deadline.ts';
import type { Lane } from '../chat/work-queue.ts';
import type { Observer, QuestionRecord } from '../telemetry/observer.ts';

/** No answer takes this long; one that does has hung. */
const ASK_TIMEOUT_MS = 60_000;

/** A question that was put over HTTP. */
export interface HttpQuestion {
  /** Stands in the log. */
  readonly id: string;
  readonly text: string;
  readonly options: AskOptions;
  /** Fires when the client no longer listens. */
  readonly gone: AbortSignal;
}

/** What became of it. */
export type Asked =
  | { readonly outcome: 'answered'; readonly answer: Answer }
  | { readonly outcome: 'busy' | 'restarting' | 'withdrawn' }
  /** `reference` stands beside the cause in the log. */
  | { readonly outcome: 'failed'; readonly reference: string };

export interface AskerOptions {
  readonly queue: Lane;
  readonly observer: Observer;
  readonly logger: Logger;
  /** Fires when questions are no longer waited for. */
  readonly stop: AbortSignal;
}

/** Puts questions to the assistant, in their turn, and tells what became of them. */
export class Asker {
  readonly #options: AskerOptions;
  readonly #counts = { inHand: 0, answered: 0, failed: 0 };

  constructor(options: AskerOptions) {
    this.#options = options;
  }

  get counts() {
    const { waiting } = this.#options.queue;
    return { ...this.#counts, waiting, inHand: this.#counts.inHand - waiting };
  }

  /** Never rejects. */
  async ask(assistant: Assistant, question: HttpQuestion): Promise<Asked> {
    const { queue } = this.#options;
    const arrived = performance.now();
    if (queue.full) {
      this.#tell(question, { outcome: 'busy' });
      return { outcome: 'busy' };
    }
    this.#counts.inHand += 1;
    const { asked, begun, timings } = await queue.add(question.options.conversation ?? null, () =>
      this.#takeTurn(assistant, question),
    );
    this.#counts.inHand -= 1;
    const about = { timings: { wait: begun - arrived, ...timings }, ms: performance.now() - arrived };
    if (asked.outcome === 'answered') {
      this.#counts.answered += 1;
      const { status: outcome, confidence } = asked.answer;
      const reason = asked.answer.status === 'abstained' ? asked.answer.reason : null;
      this.#tell(question, { ...about, outcome, reason, confidence });
    } else {
      if (asked.outcome === 'failed') this.#counts.failed += 1;
      this.#tell(question, { ...about, outcome: asked.outcome });
    }
    return asked;
  }

  /** Tells of a question that is not asked: its client asks too many, or the articles are being loaded. */
  refuse(question: HttpQuestion, outcome: 'rate_limited' | 'loading'): void {
    this.#tell(question, { outcome });
  }

  async #takeTurn(assistant: Assistant, { id, text, options, gone }: HttpQuestion) {
    const begun = performance.now();
    let timings: StageTimings = {};
    const onTimings = (taken: StageTimings) => {
      timings = taken;
    };
    const asked = await this.#ask(id, gone, (signal) =>
      assistant.ask(text, { ...options, signal, onTimings }),
    );
    return { asked, begun, timings };
  }

  async #ask(id: string, gone: AbortSignal, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Asked> {
    const { stop, logger } = this.#options;
    const ended = new AbortController();
    const end = () => ended.abort();
    for (const signal of [stop, gone]) signal.addEventListener('abort', end, { once: true });
    if (stop.aborted || gone.aborted) end();
    try {
      return { outcome: 'answered', answer: await withDeadline(ask, ended.signal, ASK_TIMEOUT_MS) };
    } catch (err) {
      if (gone.aborted) return { outcome: 'withdrawn' };
      if (stop.aborted) return { outcome: 'restarting' };
      const reference = newReference();
      logger.error({ err, reference, event: id }, 'a question could not be answered');
      return { outcome: 'failed', reference };
    } finally {
      for (const signal of [stop, gone]) signal.removeEventListener('abort', end);
    }
  }

  #tell({ id, text }: HttpQuestion, about: Pick<QuestionRecord, 'outcome'> & Partial<QuestionRecord>): void {
    const nothing = { reason: null, confidence: null, timings: {}, ms: 0 };
    this.#options.observer.questionDone({ ...nothing, ...about, id, text, adapter: 'http' });
  }
}
