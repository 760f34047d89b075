import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { AttacheError } from '../errors.ts';
import { renderAnswer } from './render-answer.ts';
import { answeringCommand, type CommonOptions, withAssistant } from './session.ts';
import { colours, safeText } from './terminal-text.ts';

const LEAVE = new Set(['exit', 'quit', 'bye', ':q', '/quit', '/exit']);

export function chatCommand(): Command {
  return answeringCommand('chat')
    .description("ask one question after another; follow-ups such as 'and when was that?' are understood")
    .action(async (options: CommonOptions) => {
      await withAssistant(options, async (assistant) => {
        const colour = process.stdout.isTTY === true;
        const c = colours(colour);
        const { articles } = assistant.summary();
        process.stdout.write(c.dim(`${articles.length} articles. Ask a question; 'exit' ends.\n`));
        const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: c.cyan('? ') });
        let hasEnded = false;
        lines.once('close', () => {
          hasEnded = true;
        });
        lines.prompt();
        for await (const line of lines) {
          if (LEAVE.has(line.trim().toLowerCase())) break;
          if (line.trim() !== '') {
            const text = await assistant.ask(line, { conversation: 'chat' }).then(
              (answer) => renderAnswer(answer, { colour, width: process.stdout.columns ?? 100 }),
              (error: unknown) => {
                if (error instanceof AttacheError) return c.red(safeText(error.message));
                throw error;
              },
            );
            process.stdout.write(`${text}\n\n`);
          }
          // The input may end while a question is answered; what has been read of it still comes.
          if (!hasEnded) lines.prompt();
        }
        lines.close();
      });
    });
}
