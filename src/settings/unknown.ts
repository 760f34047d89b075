import { closest, distance } from 'fastest-levenshtein';
import { GROUPS } from './registry.ts';
import type { Environment } from './variable.ts';

/** Names that are further apart have nothing to do with each other. */
const LONGEST_TYPO = 5;

/** One line for each `ATTACHE_…` variable that nothing reads, with the name that may have been meant. */
export function unknownVariables(env: Environment): readonly string[] {
  const known = GROUPS.flatMap(({ variables }) => Object.keys(variables));
  return Object.keys(env)
    .filter((name) => name.startsWith('ATTACHE_') && !known.includes(name))
    .map((name) => {
      const nearest = closest(name, known);
      const hint = distance(name, nearest) <= LONGEST_TYPO ? ` Did you mean ${nearest}?` : '';
      return `${name} is not a setting and is ignored.${hint}`;
    });
}
