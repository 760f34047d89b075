import type { Command } from 'commander';
import { sourceLine } from './render-answer.ts';
import { answeringCommand, type CommonOptions, withAssistant } from './session.ts';
import { safeText } from './terminal-text.ts';

export function articlesCommand(): Command {
  return answeringCommand('articles')
    .description('list the articles that are indexed')
    .option('--json', 'print them as JSON')
    .action(async (options: CommonOptions & { readonly json?: boolean }) => {
      await withAssistant({ ...options, reader: false }, async (assistant) => {
        const { articles } = assistant.summary();
        const text = options.json
          ? JSON.stringify(articles, null, 2)
          : articles.map((article) => `${safeText(article.articleId)}\n  ${sourceLine(article)}`).join('\n');
        process.stdout.write(`${text}\n`);
      });
    });
}
