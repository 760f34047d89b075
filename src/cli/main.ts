#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { AttacheError } from '../errors.ts';
import { packageFile } from '../package-files.ts';
import { unknownVariables } from '../settings/unknown.ts';
import { articlesCommand } from './articles-command.ts';
import { askCommand } from './ask-command.ts';
import { batchCommand } from './batch-command.ts';
import { chatCommand } from './chat-command.ts';
import { configCommand } from './config-command.ts';
import { evalCommand } from './eval-command.ts';
import { EXIT } from './exit-codes.ts';
import { ingestCommand } from './ingest-command.ts';
import { statusCommand } from './status-command.ts';
import { safeText } from './terminal-text.ts';

const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };

const program = new Command('attache')
  .description(
    "Answers questions about a programme with quotes from its own articles, or says that they don't know.",
  )
  .version(version)
  .showHelpAfterError("(see 'attache --help')")
  .addCommand(askCommand())
  .addCommand(chatCommand())
  .addCommand(articlesCommand())
  .addCommand(batchCommand())
  .addCommand(evalCommand())
  .addCommand(ingestCommand())
  .addCommand(statusCommand())
  .addCommand(configCommand({ env: process.env, write: (text) => void process.stdout.write(text) }));

// The platforms' libraries take a third of a second to load, which 'ask' need not wait for.
const isCore = program.commands.some((command) => command.name() === process.argv[2]);

// Whoever reads the output may have had enough of it, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  if (!isCore) {
    const { adapterCommands } = await import('./adapter-commands.ts');
    for (const command of adapterCommands(version)) program.addCommand(command);
  }
  for (const line of unknownVariables(process.env)) process.stderr.write(`attache: ${line}\n`);
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof AttacheError || error instanceof CommanderError)) throw error;
  process.stderr.write(`attache: ${safeText(error.message)}\n`);
  process.exitCode = EXIT.error;
}
