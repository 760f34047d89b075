import { AttacheError } from '../errors.ts';
import type { Environment, Group, ValuesOf, Variable } from './variable.ts';

/** What became of one variable. */
export type Reading =
  | { readonly ok: true; readonly from: 'environment' | 'default' | 'unset'; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** Reads one variable; an empty one counts as unset, as in a compose file. */
export function readVariable(name: string, variable: Variable, env: Environment): Reading {
  const given = writtenIn(env, name);
  const text = given ?? variable.default;
  if (text === undefined) return { ok: true, from: 'unset', value: undefined };
  const parsed = variable.schema.safeParse(text);
  if (parsed.success)
    return { ok: true, from: given === undefined ? 'default' : 'environment', value: parsed.data };
  const problem = parsed.error.issues[0]?.message ?? 'is invalid';
  return { ok: false, problem: `${name} ${problem}: set it to another value.` };
}

/**
 * Reads the variables of a group.
 * @throws AttacheError SETTINGS_INVALID, naming the first variable that is not usable and what it may be
 */
export function readGroup<G extends Group>(of: G, env: Environment): ValuesOf<G> {
  const values = Object.entries(of.variables).map(([name, variable]) => {
    const reading = readVariable(name, variable, env);
    if (!reading.ok) throw new AttacheError('SETTINGS_INVALID', reading.problem);
    return [name, reading.value] as const;
  });
  return Object.fromEntries(values) as ValuesOf<G>;
}

/** The text that an environment gives a variable; undefined if there is none but blanks. */
export function writtenIn(env: Environment, name: string): string | undefined {
  const text = env[name];
  return text === undefined || text.trim() === '' ? undefined : text;
}
