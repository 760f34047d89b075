import type { Command } from 'commander';
import type { AskOptions } from '../answers/assistant.ts';
import { EXIT } from './exit-codes.ts';
import { renderAnswer } from './render-answer.ts';
import { answeringCommand, type CommonOptions, parseDay, withAssistant } from './session.ts';

interface Options extends CommonOptions {
  readonly json?: boolean;
  readonly asOf?: string;
  readonly since?: string;
  readonly until?: string;
}

export function askCommand(): Command {
  return answeringCommand('ask')
    .description('answer one question with quotes from the articles')
    .argument('<question...>', 'the question; quotation marks around it are not needed')
    .option('--json', 'print the whole answer as JSON')
    .option('--as-of <day>', "the day on which it is asked, for 'last autumn' (default: today)", parseDay)
    .option('--since <day>', 'only what happened on this day or later', parseDay)
    .option('--until <day>', 'only what happened on this day or earlier', parseDay)
    .addHelpText('after', '\nExit codes: 0 answered, 1 error, 3 the articles do not answer.')
    .action(async (words: string[], options: Options) => {
      const asking: AskOptions = {
        ...(options.asOf !== undefined && { asOf: options.asOf }),
        ...(options.since !== undefined && { since: options.since }),
        ...(options.until !== undefined && { until: options.until }),
      };
      const answer = await withAssistant(options, (assistant) => assistant.ask(words.join(' '), asking));
      const text = options.json
        ? JSON.stringify(answer, null, 2)
        : renderAnswer(answer, {
            colour: process.stdout.isTTY === true,
            width: process.stdout.columns ?? 100,
          });
      process.stdout.write(`${text}\n`);
      process.exitCode = answer.status === 'answered' ? EXIT.answered : EXIT.abstained;
    });
}
