import type { AbstentionReason } from '../../answers/answer.ts';
import type { Stage } from '../../answers/stage-timings.ts';
import type { NoticeName } from '../chat/reply-view.ts';
import type { Verdict } from '../store/replies.ts';

/** Where questions come from. */
export type AdapterName = 'slack' | 'discord' | 'http';

/** What became of a question; the name of a notice where a line of the bot's own was the reply. */
export type QuestionOutcome =
  | 'answered'
  | 'abstained'
  | 'found'
  | 'silent'
  | 'duplicate'
  | 'postponed'
  | 'failed'
  | 'withdrawn'
  | 'loading'
  | NoticeName;

/** The stages of a question from its arrival to its reply; those in the engine are `Stage`. */
export type TimedStage = 'wait' | Stage | 'deliver';

/** One question, once it is done with. */
export interface QuestionRecord {
  /** The platform's id of the event, or the request's id. */
  readonly id: string;
  readonly adapter: AdapterName;
  readonly outcome: QuestionOutcome;
  /** Why there was no answer; null otherwise. */
  readonly reason: AbstentionReason | null;
  readonly confidence: number | null;
  /** Milliseconds of each stage that was reached. */
  readonly timings: Readonly<Partial<Record<TimedStage, number>>>;
  /** Milliseconds from arrival to reply. */
  readonly ms: number;
  /** What was asked; only an observer that is allowed to may write it down. */
  readonly text: string;
}

/** Is told what happens, for logs and metrics. */
export interface Observer {
  questionDone(record: QuestionRecord): void;
  voted(adapter: AdapterName, verdict: Verdict): void;
  /** A platform could not be reached, dropped the connection, or did not take a reply. */
  platformFailed(adapter: AdapterName, what: 'connection' | 'delivery'): void;
}

/** Tells several observers. */
export function observers(...all: readonly Observer[]): Observer {
  return {
    questionDone: (record) => {
      for (const one of all) one.questionDone(record);
    },
    voted: (adapter, verdict) => {
      for (const one of all) one.voted(adapter, verdict);
    },
    platformFailed: (adapter, what) => {
      for (const one of all) one.platformFailed(adapter, what);
    },
  };
}
