import type { Assistant } from '../../../src/answers/assistant.ts';
import type { ChatAdapter } from '../../../src/bots/chat/adapter.ts';

/** A reply as a reader sees it on the platform. */
export interface SeenReply {
  /** All its words, markup undone: quotes, sources, the bot's own lines. */
  readonly text: string;
  /** The stretches set in bold inside quotes. */
  readonly bold: readonly string[];
  /** Addresses that its links open. */
  readonly links: readonly string[];
  /** Whether nobody but the asker sees it. */
  readonly private: boolean;
  /** Everyone whom it would notify: must stay empty. */
  readonly pings: readonly string[];
  readonly buttons: readonly Button[];
}

export type Button = 'up' | 'down' | 'more';

/** Handle of a question put to the bot. */
export interface Asked {
  readonly id: string;
}

export interface Question {
  readonly place: string;
  readonly text: string;
  /** Default: one and the same person. */
  readonly user?: string;
  /** Asks in the conversation of an earlier question. */
  readonly after?: Asked;
}

/** The fake platform with the adapter connected to it. */
export interface ChatWorld {
  /** The adapter that runs now (another one after `restart`). */
  adapter(): ChatAdapter;
  /** Delivers a question; resolves as soon as the platform has its acknowledgement, answered or not. */
  ask(question: Question): Promise<Asked>;
  /** Delivers the same event once more, as platforms do; resolves when that is acknowledged or dropped. */
  repeat(asked: Asked): Promise<void>;
  /** What the bot has posted in reply so far, in order. An edited reply counts once, as it stands now. */
  replies(asked: Asked): readonly SeenReply[];
  /** Presses a button under the reply to `asked`; its own replies are under the handle that comes back. */
  press(asked: Asked, button: Button): Promise<Asked>;
  /** Requests that the platform refused because a limit or a rule was broken: must stay empty. */
  refusals(): readonly string[];
  /** Cuts the connection without a word and resolves when the adapter has a new one. */
  dropConnection(): Promise<void>;
  /** Answers the next `count` requests that would post a reply with 429. */
  throttle(count: number): void;
  /** Stops the adapter and starts a new one on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly assistant: Assistant;
  /** Shared settings as environment variables (`ATTACHE_RATE_LIMIT` …); the data folder is among them. */
  readonly env: Readonly<Record<string, string>>;
  /** Collects the adapter's log lines. */
  readonly log: (line: Record<string, unknown>) => void;
}

export interface Place {
  readonly name: string;
  /** Whether `after` works here. */
  readonly conversation: boolean;
}

/** What a platform's tests provide to run the conformance suite. */
export interface ChatHarness {
  readonly name: string;
  readonly places: readonly [Place, ...Place[]];
  /** Name of the place that shows passages near a text instead of answering it. */
  readonly findPlace: string;
  open(options: WorldOptions): Promise<ChatWorld>;
}
