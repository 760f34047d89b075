import { GROUPS } from './registry.ts';
import type { Variable } from './variable.ts';

const INTRODUCTION = `# Configuration

Attaché is set up by environment variables alone. An empty variable counts as unset. Every one is optional: without any,
the articles that ship are answered from, at the command line. \`attache config\` prints what is in force, with secrets masked;
a variable that begins with \`ATTACHE_\` and is not listed here is reported when the program starts.

\`attache config --markdown\` prints this page, \`attache config --example\` a file for \`docker --env-file\` or systemd:
\`npm run -s attache -- config --example\` where \`attache\` is not on the path.`;

/** `docs/configuration.md`. */
export function configurationPage(): string {
  const sections = GROUPS.map(({ title, variables }) =>
    [
      `## ${title}`,
      '',
      '| Variable | Default | Meaning |',
      '| --- | --- | --- |',
      ...Object.entries(variables).map(
        ([name, variable]) =>
          `| \`${name}\` | ${defaultCell(variable)} | ${variable.about}${variable.secret ? ' (secret)' : ''} |`,
      ),
    ].join('\n'),
  );
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

/** `.env.example`: every variable, commented out, with its default. */
export function exampleFile(): string {
  const sections = GROUPS.map(({ title, variables }) =>
    [
      `# --- ${title}`,
      ...Object.entries(variables).flatMap(([name, variable]) => [
        `# ${variable.about}${variable.otherwise === undefined ? '' : ` (unset: ${variable.otherwise})`}`,
        `#${name}=${variable.default ?? ''}`,
      ]),
    ].join('\n'),
  );
  return `${sections.join('\n\n')}\n`;
}

function defaultCell({ default: written, otherwise = '' }: Variable): string {
  return written === undefined ? otherwise : `\`${written}\``;
}
