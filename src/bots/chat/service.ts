import type { Logger } from 'pino';
import { type Assistant, MAX_QUESTION_LENGTH } from '../../answers/assistant.ts';
import { visibleLine } from '../../answers/question/normalise.ts';
import type { ChatSettings } from '../settings.ts';
import type { BotStore } from '../store/store.ts';
import { logObserver } from '../telemetry/log-observer.ts';
import type { Observer, QuestionOutcome, QuestionRecord } from '../telemetry/observer.ts';
import type { AdapterStatus } from './adapter.ts';
import { type AllowLists, isAllowed } from './allow-list.ts';
import { Answerer, type Facts, NO_FACTS } from './answerer.ts';
import { Deduper } from './deduper.ts';
import { deferred } from './deferred.ts';
import { type Incoming, incomingSchema, isChatter } from './incoming.ts';
import { notice } from './notices.ts';
import { RateLimiter } from './rate-limiter.ts';
import { newReference } from './reference.ts';
import type { NoticeName, NoticeView, ReplyView } from './reply-view.ts';
import { type Deliver, Sender } from './sender.ts';
import { withDeadline } from './with-deadline.ts';
import { type Lane, WorkQueue } from './work-queue.ts';

/** What became of something that arrived. */
export type Outcome =
  | 'answered'
  | 'abstained'
  | 'found'
  | 'notice'
  | 'silent'
  | 'duplicate'
  | 'refused'
  | 'failed'
  | 'postponed';

/** No answer takes this long; one that does has hung, and its asker should hear of it. */
export const ASK_TIMEOUT_MS = 60_000;
/** How long `stop` lets questions in hand go on: with what follows, less than the 10 s that `docker stop` gives. */
export const DRAIN_TIMEOUT_MS = 6_000;
/** And how long after that for a request to the platform that hangs. */
const GIVE_UP_MS = 2_000;
/** A question older than this is not answered after a crash: its asker has moved on. */
export const RECOVERY_MAX_AGE_MS = 15 * 60_000;

/** Lines that would be noise under a message that only replies to an answer, 'thanks!' in many words, say. */
const QUIET_NOTICES: ReadonlySet<NoticeName> = new Set(['help', 'too_long']);

/** A question that was asked, successfully or not. */
interface Worked {
  readonly facts: Facts;
  /** Delivers what came of it. */
  readonly finish: () => Promise<Exclude<Outcome, 'notice' | 'refused'>>;
}

export interface ChatServiceOptions {
  readonly platform: 'slack' | 'discord';
  readonly assistant: Assistant;
  readonly store: BotStore;
  readonly settings: ChatSettings;
  readonly allow: AllowLists;
  readonly logger: Logger;
  readonly deliver: Deliver;
  /** Called once for a question that will be answered: the moment to show that something is going on. */
  readonly onAccepted?: (incoming: Incoming) => void;
  /** Where questions wait; default: a queue of its own. */
  readonly queue?: Lane;
  /** Default: one line a question in the log. */
  readonly observer?: Observer;
  readonly now?: () => number;
  readonly drainTimeoutMs?: number;
}

/**
 * The path of one question, the same on every platform: allowed? new? not too many? then wait for a turn, ask,
 * remember, deliver. An adapter turns events into `Incoming` and lays out the `ReplyView` that comes back.
 */
export class ChatService {
  readonly #options: ChatServiceOptions;
  readonly #logger: Logger;
  readonly #dedupe: Deduper;
  readonly #limiter: RateLimiter;
  readonly #answerer: Answerer;
  readonly #sender: Sender;
  readonly #queue: Lane;
  readonly #observer: Observer;
  readonly #now: () => number;
  readonly #abort = new AbortController();
  readonly #counts = { answered: 0, failed: 0 };
  readonly #inHand = new Set<Promise<unknown>>();
  #stopping = false;

  constructor(options: ChatServiceOptions) {
    this.#options = options;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
    this.#dedupe = new Deduper(options.platform, options.store.events, options.logger);
    this.#limiter = new RateLimiter(options.settings.rateLimit, this.#now);
    this.#answerer = new Answerer({ ...options, now: this.#now });
    this.#observer = options.observer ?? logObserver(options.logger);
    this.#sender = new Sender({
      ...options,
      dedupe: this.#dedupe,
      onRefused: () => this.#observer.platformFailed(options.platform, 'delivery'),
    });
    this.#queue = options.queue ?? new WorkQueue().lane();
  }

  /** Whether the bot answers in this place at all. */
  allows(place: { readonly space: string | null; readonly channel: string }): boolean {
    return isAllowed(this.#options.allow, place);
  }

  /** Takes in what arrived; resolves when its reply is delivered. Never rejects. */
  receive(incoming: Incoming): Promise<Outcome> {
    return this.#track(incoming, this.#receive(incoming));
  }

  /** Answers what a crash left behind. Call once, when the platform can be reached. */
  async recover(): Promise<number> {
    const { platform, store } = this.#options;
    const left = await store.events.unfinished(platform, this.#now() - RECOVERY_MAX_AGE_MS);
    let questions = 0;
    for (const { id, job } of left) {
      // The platform is connected by now, and questions come in.
      if (await this.#dedupe.isOurs(id)) continue;
      questions += 1;
      const incoming = incomingSchema.safeParse(JSON.parse(job));
      if (incoming.success) void this.#track(incoming.data, this.#process(incoming.data));
    }
    if (questions > 0) this.#logger.info({ questions }, 'answering what the last run left behind');
    return questions;
  }

  /** Takes nothing new; lets what is in hand finish, within a limit; keeps the rest for the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const { drainTimeoutMs = DRAIN_TIMEOUT_MS } = this.#options;
    const timer = setTimeout(() => this.#abort.abort(), drainTimeoutMs);
    const limit = deferred();
    const lastTimer = setTimeout(limit.resolve, drainTimeoutMs + GIVE_UP_MS);
    await Promise.race([this.#idle(), limit.promise]);
    clearTimeout(timer);
    clearTimeout(lastTimer);
  }

  async #idle(): Promise<void> {
    while (this.#inHand.size > 0) await Promise.allSettled([...this.#inHand]);
  }

  /** Fires when `stop` has waited long enough: whoever still waits for the platform should give up (AbortError). */
  get givingUp(): AbortSignal {
    return this.#abort.signal;
  }

  get counts(): Omit<AdapterStatus, 'state'> {
    const waiting = this.#queue.waiting;
    return { inHand: this.#inHand.size - waiting, waiting, ...this.#counts };
  }

  async #track(incoming: Incoming, task: Promise<Outcome>): Promise<Outcome> {
    this.#inHand.add(task);
    try {
      return await task;
    } catch (err) {
      this.#logger.error({ err, event: incoming.id }, 'a question was lost');
      return 'failed';
    } finally {
      this.#inHand.delete(task);
    }
  }

  async #receive(incoming: Incoming): Promise<Outcome> {
    const arrived = performance.now();
    if (!this.allows(incoming)) return 'refused';
    const { platform, store } = this.#options;
    const job = store.keepsText ? JSON.stringify(incoming) : null;
    const claim = this.#dedupe.claim(incoming.id, job, this.#now());
    const [isNew] = await Promise.all([claim, this.#answerer.join(incoming)]);
    if (!isNew) return 'duplicate';
    // It may have been acknowledged already, so that nobody will send it again.
    if (this.#stopping) return this.#postpone(incoming);
    const person = `${platform}:${incoming.user}`;
    const refusal = this.#refusal(person, incoming);
    if (refusal === null) {
      this.#options.onAccepted?.(incoming);
      return this.#process(incoming);
    }
    const wasTold =
      refusal.notice === 'rate_limited' &&
      incoming.awaited === false &&
      !isChatter(incoming) &&
      !this.#limiter.mayTell(person);
    const sent = await (wasTold ? this.#keepSilent(incoming) : this.#notify(incoming, refusal, 'notice'));
    const outcome = wasTold || sent === 'notice' ? refusal.notice : sent;
    this.#tell(incoming, outcome, NO_FACTS, {}, arrived);
    return sent;
  }

  /** The line that is given instead of an answer, if any. */
  #refusal(person: string, incoming: Incoming): NoticeView | null {
    const wait = this.#limiter.secondsToWait(person);
    if (wait > 0) return notice('rate_limited', wait);
    if (incoming.kind === 'ask') {
      const question = visibleLine(incoming.text);
      if (/^(help|\?)?$/i.test(question)) {
        return notice('help', '', this.#options.assistant.exampleQuestions());
      }
      if (question.length > MAX_QUESTION_LENGTH) return notice('too_long', MAX_QUESTION_LENGTH);
    }
    return this.#queue.full ? notice('busy') : null;
  }

  /** Waits for a turn and for the answer; the delivery does not hold up the next question. */
  async #process(incoming: Incoming): Promise<Outcome> {
    const arrived = performance.now();
    const { begun, facts, finish } = await this.#queue.add(incoming.conversation?.read ?? null, async () => ({
      begun: performance.now(),
      ...(await this.#work(incoming)),
    }));
    const ready = performance.now();
    const outcome = await finish();
    const timings = { wait: begun - arrived, ...facts.timings, deliver: performance.now() - ready };
    this.#tell(incoming, outcome, facts, timings, arrived);
    return outcome;
  }

  /** Asks; what is left to do then is done outside of the queue. */
  async #work(incoming: Incoming): Promise<Worked> {
    const stop = this.#abort.signal;
    try {
      const { view, facts } = await withDeadline(
        (signal) => this.#answerer.answer(incoming, signal),
        stop,
        ASK_TIMEOUT_MS,
      );
      if (view === 'silent') return { facts, finish: () => this.#keepSilent(incoming) };
      return { facts, finish: () => this.#reply(incoming, view, outcomeOf(view)) };
    } catch (err) {
      if (stop.aborted) return { facts: NO_FACTS, finish: () => this.#postpone(incoming) };
      const reference = newReference();
      this.#logger.error({ err, reference, event: incoming.id }, 'a question could not be answered');
      return {
        facts: NO_FACTS,
        finish: async () => {
          const sent = await this.#notify(incoming, notice('failed', reference), 'failed');
          return sent === 'silent' ? 'failed' : sent;
        },
      };
    }
  }

  #tell(
    { id, text }: Incoming,
    outcome: QuestionOutcome,
    { reason, confidence }: Facts,
    timings: QuestionRecord['timings'],
    arrived: number,
  ): void {
    const ms = performance.now() - arrived;
    const adapter = this.#options.platform;
    this.#observer.questionDone({ id, adapter, outcome, reason, confidence, timings, ms, text });
  }

  async #reply<T extends Outcome>(
    incoming: Incoming,
    view: ReplyView,
    outcome: T,
  ): Promise<T | 'duplicate' | 'failed' | 'postponed'> {
    const sent = await this.#sender.send(incoming, view);
    if (sent === 'duplicate') return sent;
    if (sent === 'put_back') return 'postponed';
    if (sent === 'refused' || outcome === 'failed') {
      this.#counts.failed += 1;
      return 'failed';
    }
    this.#counts.answered += 1;
    return outcome;
  }

  /** A line instead of an answer, where it would not be noise. */
  #notify<T extends 'notice' | 'failed'>(incoming: Incoming, view: NoticeView, outcome: T) {
    const isNoise = isChatter(incoming) || (incoming.overheard && QUIET_NOTICES.has(view.notice));
    return isNoise ? this.#keepSilent(incoming) : this.#reply(incoming, view, outcome);
  }

  async #keepSilent(incoming: Incoming): Promise<'silent'> {
    await this.#dedupe.finish(incoming.id);
    return 'silent';
  }

  /** Cut short by `stop`: the next start answers it, if its text was kept; else the asker is told. */
  async #postpone(incoming: Incoming): Promise<'postponed'> {
    if (!this.#options.store.keepsText) await this.#notify(incoming, notice('restarting'), 'notice');
    return 'postponed';
  }
}

function outcomeOf(view: ReplyView): 'answered' | 'abstained' | 'found' {
  if (view.kind === 'passages') return 'found';
  return view.kind === 'answer' ? 'answered' : 'abstained';
}
