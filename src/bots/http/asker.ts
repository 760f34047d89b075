import type { Logger } from 'pino';
import type { Answer } from '../../answers/answer.ts';
import type { AskOptions, Assistant } from '../../answers/assistant.ts';
import type { StageTimings } from '../../answers/stage-timings.ts';
import { newReference } from '../chat/reference.ts';
import { withDeadline } from '../chat/with-deadline.ts';
import type { Lane } from '../chat/work-queue.ts';
import type { Observer, QuestionOutcome } from '../telemetry/observer.ts';

/** No answer takes this long; one that does has hung. */
const ASK_TIMEOUT_MS = 60_000;

/** What became of a question that was put over HTTP. */
export type Asked =
  | { readonly outcome: 'answered'; readonly answer: Answer }
  | { readonly outcome: 'busy' | 'stopping' | 'withdrawn' }
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

  /** `id` stands in the log; `gone` fires when the client no longer listens. Never rejects. */
  async ask(
    id: string,
    assistant: Assistant,
    question: string,
    options: AskOptions,
    gone: AbortSignal,
  ): Promise<Asked> {
    const { queue, observer } = this.#options;
    const arrived = performance.now();
    let begun: number | null = null;
    let timings: StageTimings = {};
    const run = async (): Promise<Asked> => {
      begun = performance.now();
      if (gone.aborted) return { outcome: 'withdrawn' };
      const onTimings = (taken: StageTimings) => {
        timings = taken;
      };
      return this.#ask(id, gone, (signal) => assistant.ask(question, { ...options, signal, onTimings }));
    };
    this.#counts.inHand += 1;
    const asked: Asked = queue.full
      ? { outcome: 'busy' }
      : await queue.add(options.conversation ?? null, run);
    this.#counts.inHand -= 1;
    if (asked.outcome === 'answered') this.#counts.answered += 1;
    if (asked.outcome === 'failed') this.#counts.failed += 1;
    const answer = asked.outcome === 'answered' ? asked.answer : null;
    observer.questionDone({
      id,
      adapter: 'http',
      outcome: outcomeOf(asked),
      reason: answer?.status === 'abstained' ? answer.reason : null,
      confidence: answer?.confidence ?? null,
      timings: { ...(begun !== null && { wait: begun - arrived }), ...timings },
      ms: performance.now() - arrived,
      text: question,
    });
    return asked;
  }

  async #ask(id: string, gone: AbortSignal, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Asked> {
    const { stop, logger } = this.#options;
    const ended = new AbortController();
    const end = () => ended.abort();
    for (const signal of [stop, gone]) signal.addEventListener('abort', end, { once: true });
    if (stop.aborted) end();
    try {
      return { outcome: 'answered', answer: await withDeadline(ask, ended.signal, ASK_TIMEOUT_MS) };
    } catch (err) {
      if (gone.aborted) return { outcome: 'withdrawn' };
      if (stop.aborted) return { outcome: 'stopping' };
      const reference = newReference();
      logger.error({ err, reference, event: id }, 'a question could not be answered');
      return { outcome: 'failed', reference };
    } finally {
      for (const signal of [stop, gone]) signal.removeEventListener('abort', end);
    }
  }
}

function outcomeOf(asked: Asked): QuestionOutcome {
  if (asked.outcome === 'answered') return asked.answer.status;
  return asked.outcome === 'stopping' ? 'restarting' : asked.outcome;
}
