import type { types } from '@slack/bolt';
import type { CorpusSummary } from '../../../answers/assistant.ts';
import { dayLabel } from '../../chat/day-label.ts';
import { cleanLines } from '../../chat/plain-text.ts';
import { shortenLine } from '../../chat/shorten.ts';
import { MAX_ACTIONS, MAX_BUTTON_TEXT, MAX_HEADER_TEXT, MAX_SUGGESTED_PROMPTS } from '../limits.ts';
import { ACTIONS, actions, button } from './buttons.ts';
import { bullets, richText, section, text } from './rich-text.ts';

/** The App Home tab: what the bot knows, how to ask, and examples to press. */
export function homeView(summary: CorpusSummary, exampleQuestions: readonly string[]): types.HomeView {
  const examples = cleanLines(exampleQuestions);
  const newest = dayLabel(summary.newest);
  const count = summary.articles.length;
  const articles = `${count.toLocaleString('en')} news ${count === 1 ? 'article' : 'articles'}`;
  return {
    type: 'home',
    blocks: [
      {
        type: 'header',
        text: { type: 'plain_text', text: 'Ask me about the programme'.slice(0, MAX_HEADER_TEXT) },
      },
      richText(
        section(
          text(`I know ${articles}${newest === null ? '' : `, the newest of ${newest}`}. `),
          text('I answer with their sentences, word for word, and the source; if they do not say, I say so.'),
        ),
      ),
      richText(
        section(text('How to ask', { bold: true })),
        bullets([
          'Mention me in a channel; follow-ups in the thread need no mention.',
          'Write to me in the Messages tab.',
          'Type /ask and your question anywhere: only you see the answer, and you can share it.',
          "Choose 'Find this in articles' in the menu of any message.",
        ]),
      ),
      ...(examples.length > 0 ? [richText(section(text('For example', { bold: true })))] : []),
      ...actions(
        ...examples
          .slice(0, MAX_ACTIONS)
          .map((question, index) => button(`${ACTIONS.example}${index}`, question, question)),
      ),
    ],
  };
}

/** Prompts for the Messages tab of an agent. */
export function suggestedPrompts(examples: readonly string[]): { title: string; message: string }[] {
  return cleanLines(examples)
    .slice(0, MAX_SUGGESTED_PROMPTS)
    .map((question) => ({
      title: shortenLine(question, MAX_BUTTON_TEXT),
      message: question,
    }));
}
