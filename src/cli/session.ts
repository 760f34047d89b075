import { Command, Option } from 'commander';
import { type AssistantOptions, createEngine, type Progress } from '../answers/create-assistant.ts';
import type { Engine } from '../answers/engine.ts';
import { AttacheError } from '../errors.ts';
import { isIsoDay } from '../retrieval/dates/calendar.ts';
import { parseCoreSettings } from '../settings/core.ts';
import { renderProblem } from './render-problem.ts';

/** Options that every command which answers takes. */
export interface CommonOptions {
  readonly corpus?: string;
  readonly cacheDir?: string;
  /** False switches the reader off. */
  readonly reader?: boolean;
}

/** Commander's own `env` would take an empty variable for a folder: `assistantOptions` reads it, as all settings are. */
export function corpusOption(): Option {
  return new Option(
    '--corpus <dir>',
    'folder with the articles (default: ATTACHE_CORPUS, else the articles that ship)',
  );
}

/** A command with the options that every command which answers takes. */
export function answeringCommand(name: string): Command {
  return new Command(name)
    .addOption(corpusOption())
    .option(
      '--cache-dir <dir>',
      "folder for built models and vectors (default: ATTACHE_CACHE_DIR, else the user's cache folder)",
    )
    .option('--no-reader', 'answer without the reading model (faster, less often right)');
}

/** For options that take a day. */
export function parseDay(value: string): string {
  if (isIsoDay(value)) return value;
  throw new AttacheError(
    'INPUT_INVALID',
    `'${value}' is not a day. Write it as YYYY-MM-DD, for example 2023-11-14.`,
  );
}

/** What the options of a command and the environment make of an assistant; options go first. */
export function assistantOptions(options: CommonOptions): AssistantOptions {
  const settings = parseCoreSettings(process.env);
  const corpus = options.corpus ?? settings.corpus;
  const cacheDir = options.cacheDir ?? settings.cacheDir;
  return {
    ...(corpus !== undefined && { corpus }),
    ...(cacheDir !== undefined && { cacheDir }),
    embedding: settings.embedding,
    reader: options.reader === false ? 'off' : settings.reader,
  };
}

/** Creates the assistant, runs `use`, and closes it whatever happens. Long work is told on stderr. */
export async function withAssistant<T>(
  options: CommonOptions,
  use: (engine: Engine) => Promise<T>,
  extra: Pick<AssistantOptions, 'parts' | 'answerParts'> = {},
): Promise<T> {
  const progress = new ProgressLine();
  const assistant = await createEngine({
    ...assistantOptions(options),
    ...extra,
    onProgress: (step) => progress.show(step),
  }).finally(() => progress.clear());
  try {
    for (const problem of assistant.summary().problems) process.stderr.write(`${renderProblem(problem)}\n`);
    return await use(assistant);
  } finally {
    await assistant.close();
  }
}

/** Work that takes less is not worth a word, in ms. */
const SILENT_MS = 1000;

/** One line on stderr that tells what takes so long; only where somebody is looking. */
class ProgressLine {
  readonly #started = performance.now();
  #length = 0;
  #stage = '';

  show({ stage, done, total }: Progress): void {
    if (performance.now() - this.#started < SILENT_MS) return;
    const count = done === null || total === null ? '' : ` ${done}/${total}`;
    if (process.stderr.isTTY) {
      const line = `… ${stage}${count}`;
      process.stderr.write(`\r${line.padEnd(this.#length)}`);
      this.#length = line.length;
    } else if (stage !== this.#stage) {
      process.stderr.write(`… ${stage}\n`);
    }
    this.#stage = stage;
  }

  clear(): void {
    if (this.#length > 0) process.stderr.write(`\r${' '.repeat(this.#length)}\r`);
  }
}
