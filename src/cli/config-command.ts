import { Command } from 'commander';
import { AttacheError } from '../errors.ts';
import { configurationPage, exampleFile } from '../settings/describe.ts';
import { type EffectiveSetting, effectiveSettings } from '../settings/effective.ts';
import { unknownVariables } from '../settings/unknown.ts';
import type { Environment } from '../settings/variable.ts';
import { shownSetting } from './shown-addresses.ts';
import { safeText } from './terminal-text.ts';

export interface ConfigCommandDeps {
  readonly env: Environment;
  readonly write: (text: string) => void;
}

interface Options {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly example?: boolean;
}

/** `attache config`: the settings in force. */
export function configCommand({ env, write }: ConfigCommandDeps): Command {
  return new Command('config')
    .description('print the settings in force and where they come from, with secrets masked')
    .option('--json', 'print JSON')
    .option('--markdown', 'print docs/configuration.md')
    .option('--example', 'print a file with every variable, to be filled in')
    .action((options: Options) => {
      if (options.markdown) return write(configurationPage());
      if (options.example) return write(exampleFile());
      const settings = effectiveSettings(env).map(shownSetting);
      const unknown = unknownVariables(env);
      write(options.json ? `${JSON.stringify({ settings, unknown }, null, 2)}\n` : table(settings));
      const problems = settings.flatMap(({ problem }) => (problem === null ? [] : [problem]));
      if (problems.length > 0) throw new AttacheError('SETTINGS_INVALID', problems.join('\n'));
    });
}

function table(settings: readonly EffectiveSetting[]): string {
  const width = Math.max(...settings.map(({ name }) => name.length));
  const groups = [...new Set(settings.map(({ group }) => group))];
  return groups
    .map((group) => [group, ...settings.filter((one) => one.group === group).map((one) => line(one, width))])
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function line({ name, value, otherwise, from, problem }: EffectiveSetting, width: number): string {
  const shown = value === null ? `(${otherwise})` : safeText(value);
  const mark = problem === null ? ' ' : '✗';
  return `${mark} ${name.padEnd(width)}  ${from.padEnd(11)}  ${shown}`;
}
