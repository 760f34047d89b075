import { writtenIn } from './read.ts';
import { GROUPS } from './registry.ts';
import type { Environment } from './variable.ts';

/** What stands in the place of a secret. */
export const MASK = '********';

/** Shorter ones would blank out words that only happen to hold them. */
const SHORTEST_SECRET = 6;

/** Users and passwords in addresses, of a proxy for example. */
const USER_INFO = /(?<=https?:\/\/)[^\s"/?#]+(?=@)/gi;

/** Takes every secret that an environment holds, and those in addresses, out of a text, however it came there. */
export function secretsMask(env: Environment): (text: string) => string {
  const secrets = GROUPS.flatMap(({ variables }) => Object.entries(variables))
    .filter(([, { secret }]) => secret)
    // The last word too: 'Bot abc' is sent, and may come back, as 'abc'.
    .flatMap(([name]) => [writtenIn(env, name)?.trim(), writtenIn(env, name)?.trim().split(/\s+/).at(-1)])
    .filter((value) => value !== undefined && value.length >= SHORTEST_SECRET)
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value as string)]);
  const unique = [...new Set(secrets as string[])].toSorted((a, b) => b.length - a.length);
  return (text) =>
    unique.reduce((masked, secret) => masked.replaceAll(secret, MASK), text.replaceAll(USER_INFO, MASK));
}
