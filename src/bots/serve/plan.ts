import type { Logger } from 'pino';
import { AttacheError } from '../../errors.ts';
import { writtenIn } from '../../settings/read.ts';
import type { Environment } from '../../settings/variable.ts';
import type { ChatAdapter } from '../chat/adapter.ts';
import type { AdapterDeps, Platform } from '../chat/platform.ts';
import { discord } from '../discord/platform.ts';
import { type HttpSettings, parseHttpSettings } from '../http/settings.ts';
import { slack } from '../slack/platform.ts';
import type { AdapterName } from '../telemetry/observer.ts';

/** A platform that is configured, with its settings read. */
export interface PlannedPlatform {
  readonly name: 'slack' | 'discord';
  readonly title: string;
  readonly check: () => Promise<unknown>;
  readonly create: (deps: AdapterDeps) => ChatAdapter;
}

/** What is not served, and why. */
export interface Off {
  readonly name: AdapterName;
  readonly title: string;
  readonly why: string;
  /** Somebody tried to set it up, so that it needs attention. */
  readonly isFault: boolean;
}

export interface Plan {
  readonly platforms: readonly PlannedPlatform[];
  readonly http: HttpSettings | null;
  readonly off: readonly Off[];
}

/** What an environment asks to be served. */
export function planServing(env: Environment, logger: Logger): Plan {
  const off: Off[] = [];
  const attempt = <T>(of: Pick<Off, 'name' | 'title'>, key: string, read: () => T): T | null => {
    const { name, title } = of;
    if (writtenIn(env, key) === undefined) {
      off.push({ name, title, why: `${key} is not set.`, isFault: false });
      return null;
    }
    try {
      return read();
    } catch (error) {
      if (!(error instanceof AttacheError)) throw error;
      off.push({ name, title, why: error.message, isFault: true });
      return null;
    }
  };
  const planned = <S>(platform: Platform<S>): PlannedPlatform[] => {
    const { name, title, key } = platform;
    const settings = attempt(platform, key, () => ({ value: platform.parse(env) }))?.value;
    if (settings === undefined) return [];
    return [
      {
        name,
        title,
        check: () => platform.check(settings, logger),
        create: (deps) => platform.adapter(settings, deps),
      },
    ];
  };
  const platforms = [...planned(slack), ...planned(discord)];
  const http = attempt({ name: 'http', title: 'HTTP' }, 'ATTACHE_HTTP_PORT', () => parseHttpSettings(env));
  return { platforms, http, off };
}
