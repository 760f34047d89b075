import { parseArgs } from 'node:util';

/** What a measurement of a server is told. */
export interface ServingOptions {
  /** A server that runs already; undefined: one is started. */
  readonly url?: string;
  readonly token?: string;
  /** Folder with articles, and file with questions; undefined: the examples. */
  readonly corpus?: string;
  readonly questions?: string;
  /** How many ask at the same time. */
  readonly clients: number;
  /** Questions in all. */
  readonly count: number;
}

/**
 * Reads the command line.
 *
 * @param args default: those of the process
 * @throws if an option is unknown, or a number is none
 */
export function servingOptions(
  defaults: { clients: number; count: number },
  args?: readonly string[],
): ServingOptions {
  const { values } = parseArgs({
    ...(args && { args: [...args] }),
    options: {
      url: { type: 'string' },
      token: { type: 'string' },
      corpus: { type: 'string' },
      questions: { type: 'string' },
      clients: { type: 'string' },
      count: { type: 'string' },
    },
  });
  const { url, clients, count, ...rest } = values;
  return {
    ...rest,
    // Paths are put after it.
    ...(url !== undefined && { url: url.replace(/\/+$/, '') }),
    clients: numberOf('clients', clients, defaults.clients),
    count: numberOf('count', count, defaults.count),
  };
}

function numberOf(name: string, value: string | undefined, usual: number): number {
  if (value === undefined) return usual;
  if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${name} takes a number of 1 or more, not '${value}'.`);
  return Number(value);
}
