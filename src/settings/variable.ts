import type { z } from 'zod';

/** The environment, as `process.env` has it. Read once, at the edge. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One environment variable: what it may be, and what a person needs to know to set it. */
export interface Variable {
  /** From the text of the environment to the value that the program works with. */
  readonly schema: z.ZodType<unknown, string>;
  /** One line without a full stop. */
  readonly about: string;
  /** What holds if it is unset, written as in the environment. */
  readonly default?: string;
  /** What holds if it is unset, in words, where no value can be written. */
  readonly otherwise?: string;
  /** Never shown or logged. */
  readonly secret?: true;
}

/** Variables that are documented and read together. */
export interface Group<V extends Readonly<Record<string, Variable>> = Readonly<Record<string, Variable>>> {
  readonly title: string;
  readonly variables: V;
}

/** The values of a group's variables; undefined where one is unset and has no default. */
export type ValuesOf<G extends Group> = {
  readonly [Name in keyof G['variables']]: G['variables'][Name] extends { readonly default: string }
    ? z.output<G['variables'][Name]['schema']>
    : z.output<G['variables'][Name]['schema']> | undefined;
};

/** Names a group and keeps the exact types of its variables. */
export function group<const V extends Readonly<Record<string, Variable>>>(
  title: string,
  variables: V,
): Group<V> {
  return { title, variables };
}
