import type { Source } from '../../../answers/answer.ts';
import type { Assistant } from '../../../answers/assistant.ts';
import { sourceView } from '../../chat/build-view.ts';
import { dayLabel } from '../../chat/day-label.ts';
import { foldedWords, matchesTyped } from '../fold.ts';
import { MAX_EMBED_DESCRIPTION, MAX_EMBED_TITLE } from '../limits.ts';
import { escapeMarkdown } from '../markdown.ts';
import { COLOURS, type DiscordMessage, NO_MENTIONS } from './message.ts';
import { sourceLink } from './quotes.ts';

/** Articles in one list: one screen. */
const MAX_LISTED = 15;
/** Room for the line that says how many are not shown. */
const REST = 100;

/** `/articles`: the newest articles, or those whose title or category has the words that were asked for. */
export function articlesMessage(assistant: Pick<Assistant, 'summary'>, search: string): DiscordMessage {
  const { articles } = assistant.summary();
  const words = foldedWords(search);
  const found = articles
    .filter(({ title, category }) => matchesTyped(`${title} ${category ?? ''}`, words))
    .sort(newestFirst);
  const lines = linesThatFit(found);
  const left = found.length - lines.length;
  const rest = left > 0 ? [`*… and ${left.toLocaleString('en')} more: narrow the search.*`] : [];
  const nothing =
    words.length === 0
      ? 'There are no articles.'
      : 'No title or category has these words. The texts are searched by /ask.';
  const title = heading(found, words.length > 0);
  return {
    content: '',
    embeds: [
      {
        title: title.slice(0, MAX_EMBED_TITLE),
        description: found.length > 0 ? [...lines, ...rest].join('\n') : escapeMarkdown(nothing),
        color: COLOURS.none,
      },
    ],
    components: [],
    allowed_mentions: NO_MENTIONS,
  };
}

function heading(found: readonly Source[], searched: boolean): string {
  const count = `${found.length.toLocaleString('en')} ${found.length === 1 ? 'article' : 'articles'}`;
  const newest = dayLabel(found[0]?.published ?? null);
  return `${count}${searched ? ' found' : ''}${newest === null ? '' : `, the newest of ${newest}`}`;
}

function linesThatFit(found: readonly Source[]): string[] {
  const lines: string[] = [];
  let room = MAX_EMBED_DESCRIPTION - REST;
  for (const source of found.slice(0, MAX_LISTED)) {
    const line = `- ${sourceLink(sourceView(source, 1, source.url))}`;
    room -= line.length + 1;
    if (room < 0) break;
    lines.push(line);
  }
  return lines;
}

function newestFirst(a: Source, b: Source): number {
  return (b.published ?? '').localeCompare(a.published ?? '') || a.title.localeCompare(b.title);
}
