import { readVariable, writtenIn } from './read.ts';
import { GROUPS } from './registry.ts';
import { MASK } from './secrets.ts';
import type { Environment } from './variable.ts';

/** How one variable stands. */
export interface EffectiveSetting {
  readonly name: string;
  readonly group: string;
  /** As written; secrets, and what may hold one, masked; null where it is unset and has no default that could be written. */
  readonly value: string | null;
  /** What holds where `value` is null, in words. */
  readonly otherwise: string | null;
  readonly from: 'environment' | 'default';
  /** Why it cannot be used; null if it can. */
  readonly problem: string | null;
}

/** Every variable, in the order of the registry, as an environment sets it. */
export function effectiveSettings(env: Environment): readonly EffectiveSetting[] {
  return GROUPS.flatMap(({ title, variables }) =>
    Object.entries(variables).map(([name, variable]) => {
      const reading = readVariable(name, variable, env);
      const written = writtenIn(env, name);
      // What cannot be used may be an address with a password, however it is misspelt.
      const isSecret = variable.secret || (!reading.ok && written?.includes('@'));
      const value = written === undefined ? (variable.default ?? null) : isSecret ? MASK : written;
      return {
        name,
        group: title,
        value,
        otherwise: value === null ? (variable.otherwise ?? 'unset') : null,
        from: written === undefined ? ('default' as const) : ('environment' as const),
        problem: reading.ok ? null : reading.problem,
      };
    }),
  );
}
