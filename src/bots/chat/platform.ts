import type { Logger } from 'pino';
import type { Assistant } from '../../answers/assistant.ts';
import type { Environment } from '../../settings/variable.ts';
import type { Observer } from '../telemetry/observer.ts';
import type { ChatAdapter } from './adapter.ts';
import type { Finding } from './findings.ts';
import type { Lane } from './work-queue.ts';

/** What every adapter works with. */
export interface AdapterDeps {
  readonly assistant: Assistant;
  readonly logger: Logger;
  /** Where its questions wait; default: a queue of its own. */
  readonly queue?: Lane;
  /** Default: one line a question in the log. */
  readonly observer?: Observer;
}

/** A chat platform as the command line and `attache serve` see it. */
export interface Platform<Settings = unknown> {
  readonly name: 'slack' | 'discord';
  /** As people write it. */
  readonly title: string;
  /** The variable without which it is off. */
  readonly key: string;
  /** Throws `AttacheError` (SETTINGS_INVALID) with one line that says what to set. */
  parse(env: Environment): Settings;
  /** Proves the token, before a model is loaded in vain. Throws as `Adapter.start` does. */
  check(settings: Settings, logger: Logger): Promise<unknown>;
  adapter(settings: Settings, deps: AdapterDeps): ChatAdapter;
  /** What its doctor finds. */
  examine(env: Environment, logger: Logger): Promise<Finding[]>;
}
