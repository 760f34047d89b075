import { type Command, InvalidArgumentError, Option } from 'commander';
import { ABLATIONS, type AblationName } from '../answers/evaluation/ablations.ts';
import { compareReports } from '../answers/evaluation/compare.ts';
import { parseQuestions } from '../answers/evaluation/question-file.ts';
import { reportOf } from '../answers/evaluation/report.ts';
import { parseReport } from '../answers/evaluation/report-file.ts';
import { runQuestions } from '../answers/evaluation/run.ts';
import { checkOutput, writeOutput } from './output-file.ts';
import { readTextFile } from './read-text-file.ts';
import { renderComparison, renderReport } from './render-report.ts';
import { answeringCommand, type CommonOptions, parseDay, withAssistant } from './session.ts';

interface Options extends CommonOptions {
  readonly questions: string;
  readonly out?: string;
  readonly compare?: string;
  readonly ablate: AblationName;
  readonly asOf?: string;
  readonly failures: number;
}

export function evalCommand(): Command {
  return answeringCommand('eval')
    .description('measure the answers against a question set with expected answers')
    .requiredOption('--questions <file>', 'JSON Lines; docs/evaluation.md describes the fields')
    .option('--out <file>', 'write the whole report as JSON')
    .option('--compare <file>', 'an older report: tell what got better and what worse')
    .option('--as-of <day>', 'the day on which the questions are asked (default: today)', parseDay)
    .option('--failures <n>', 'wrong answers to list', parseCount, 20)
    .addOption(
      new Option('--ablate <part>', 'switch a part off, to see what it is worth')
        .choices(Object.keys(ABLATIONS))
        .default('nothing'),
    )
    .action(async (options: Options) => {
      const questions = parseQuestions(await readTextFile(options.questions), options.questions);
      if (options.out !== undefined) await checkOutput(options.out);
      const before =
        options.compare === undefined
          ? null
          : parseReport(await readTextFile(options.compare), options.compare);
      const report = await withAssistant(
        options,
        async (engine) =>
          reportOf(
            await runQuestions(engine, questions, {
              ...(options.asOf !== undefined && { asOf: options.asOf }),
              onProgress: showProgress,
            }),
          ),
        ABLATIONS[options.ablate],
      );
      // First, since whoever reads the output may leave.
      if (options.out !== undefined) await writeOutput(options.out, `${JSON.stringify(report, null, 2)}\n`);
      process.stdout.write(`${renderReport(report, options.failures)}\n`);
      if (before) process.stdout.write(`\n${renderComparison(compareReports(before, report))}\n`);
    });
}

function parseCount(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It is a whole number, such as 20.');
}

function showProgress(done: number, total: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(done === total ? '\r\u001b[K' : `\r… ${done}/${total} questions`);
}
