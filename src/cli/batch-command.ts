import type { Command } from 'commander';
import type { Answer } from '../answers/answer.ts';
import type { Assistant } from '../answers/assistant.ts';
import { parseQuestions, type QuestionLine } from '../answers/evaluation/question-file.ts';
import { checkOutput, writeOutput } from './output-file.ts';
import { readTextFile } from './read-text-file.ts';
import { answeringCommand, type CommonOptions, parseDay, withAssistant } from './session.ts';

interface Options extends CommonOptions {
  readonly questions: string;
  readonly out: string;
  readonly asOf?: string;
}

export function batchCommand(): Command {
  return answeringCommand('batch')
    .description('answer a file of questions, one JSON object a line in and out')
    .requiredOption('--questions <file>', "JSON Lines with 'id', 'question' and optionally 'context'")
    .requiredOption('--out <file>', 'where the answers go')
    .option('--as-of <day>', 'the day on which the questions are asked (default: today)', parseDay)
    .action(async (options: Options) => {
      const questions = parseQuestions(await readTextFile(options.questions), options.questions);
      await checkOutput(options.out);
      const lines = await withAssistant(options, async (assistant) => {
        const answers: string[] = [];
        for (const line of questions) {
          const answer = await askInConversation(assistant, line, options.asOf);
          answers.push(`${JSON.stringify(answerLine(line.id, answer))}\n`);
        }
        return answers;
      });
      await writeOutput(options.out, lines.join(''));
      process.stderr.write(`${lines.length} answers written to ${options.out}\n`);
    });
}

/** Asks a question after its context, in a conversation of its own. */
async function askInConversation(
  assistant: Assistant,
  { id, question, context }: QuestionLine,
  asOf: string | undefined,
): Promise<Answer> {
  const options = { conversation: `batch ${id}`, ...(asOf !== undefined && { asOf }) };
  for (const earlier of context) await assistant.ask(earlier, options);
  return assistant.ask(question, options);
}

/** The form in which answers are scored; programs outside rely on it. */
function answerLine(id: string, answer: Answer) {
  const base = {
    id,
    status: answer.status,
    answer: answer.answer,
    confidence: answer.confidence,
    ms: answer.ms,
  };
  if (answer.status === 'abstained') return { ...base, reason: answer.reason, short: null, citations: [] };
  return { ...base, short: answer.short, citations: answer.citations };
}
