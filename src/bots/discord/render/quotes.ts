import type { APIEmbedField } from 'discord.js';
import { type Fitted, fewRuns, fitQuotes } from '../../chat/fit-quotes.ts';
import type { QuoteView, Run, SourceView } from '../../chat/reply-view.ts';
import { shortenLine } from '../../chat/shorten.ts';
import {
  MAX_EMBED_DESCRIPTION,
  MAX_EMBED_FIELDS,
  MAX_EMBED_TOTAL,
  MAX_QUOTE_TEXT,
  MAX_SOURCE_LABEL,
  MIN_QUOTE_TEXT,
} from '../limits.ts';
import { escapedLength, escapeMarkdown, link } from '../markdown.ts';

/** Stretches of bold and plain in one quote, enough for a table with a column in bold; beyond it the rest is plain. */
const MAX_RUNS = 24;
/** Marks around a bold stretch. */
const BOLD = '**';
/** Begins every line of a quote. */
const QUOTE = '> ';
/** A line feed in a quote costs the mark of the next line, and in bold the marks that end and begin it anew. */
const LINE_FEED = 1 + QUOTE.length + 2 * BOLD.length;
/** What stands around the quotes in the description: empty lines, and how many more there are. */
const REST = 60;

/** Length in a quote's markdown. */
function quotedLength(text: string): number {
  return escapedLength(text) + (LINE_FEED - 1) * (text.match(/\n/g)?.length ?? 0);
}

/** Fits quotes and sources into one embed; `taken` is the length of its other parts, `heading` that of the description's first line. */
export function fitIntoEmbed(
  quotes: readonly QuoteView[],
  sources: readonly SourceView[],
  taken: number,
  heading = 0,
): Fitted {
  const most = Math.min(quotes.length, MAX_EMBED_FIELDS);
  const shown = quotes
    .slice(0, most)
    .map((quote) => ({ ...quote, runs: fewRuns(trimRuns(quote.runs), MAX_RUNS) }));
  const fitted = fitQuotes(shown, sources, {
    measure: quotedLength,
    room: (some, listed) => {
      const marks = some.reduce((sum, quote) => sum + quoteMarks(quote), heading + REST);
      const fields = sourceFields(listed).reduce(
        (sum, { name, value }) => sum + name.length + value.length,
        0,
      );
      return Math.min(MAX_EMBED_DESCRIPTION, MAX_EMBED_TOTAL - taken - fields) - marks;
    },
    longest: MAX_QUOTE_TEXT,
    shortest: MIN_QUOTE_TEXT,
  });
  return { ...fitted, omitted: fitted.omitted + quotes.length - most };
}

/** A quote with the answering words in bold, and the number of its source, which opens the article at the quote. */
export function quoteMarkdown(quote: QuoteView, runs: readonly Run[]): string {
  const words = runs.map((run) => (run.highlighted ? bold(run.text) : escapeMarkdown(run.text))).join('');
  return `${QUOTE}${`${words} ${reference(quote)}`.replaceAll('\n', `\n${QUOTE}`)}`;
}

/** The description of an embed with these quotes. */
export function quotesMarkdown({ quotes, omitted }: Fitted): string[] {
  return [
    ...quotes.map(({ quote, runs }) => quoteMarkdown(quote, runs)),
    ...(omitted > 0 ? [`*… and ${omitted} more ${omitted === 1 ? 'passage' : 'passages'}.*`] : []),
  ];
}

/** The sources, one a field. */
export function sourceFields(sources: readonly SourceView[]): APIEmbedField[] {
  return sources.map((source) => ({
    name: sources.length === 1 ? 'Source' : `Source ${source.number}`,
    value: sourceLink(source),
  }));
}

/** `Title · category · date`, linked. */
export function sourceLink({ label, link: url }: SourceView): string {
  return link(shortenLine(label, MAX_SOURCE_LABEL, escapedLength), url);
}

const reference = ({ number, link: url }: QuoteView) => `(${link(String(number), url)})`;

/** What a quote takes beside its words; shortening may add two plain runs, for the ellipses. */
function quoteMarks(quote: QuoteView): number {
  const highlighted = quote.runs.filter((run) => run.highlighted).length;
  return QUOTE.length + 2 * BOLD.length * highlighted + 1 + reference(quote).length + '\n\n'.length;
}

/** Bold ends with the line: a quote's next line begins with another mark. */
function bold(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `${BOLD}${escapeMarkdown(line)}${BOLD}`))
    .join('\n');
}

/** Without white space at the ends: an empty line would end the quote. */
function trimRuns(runs: readonly Run[]): readonly Run[] {
  return runs
    .map((run, index) => {
      const text = index === 0 ? run.text.trimStart() : run.text;
      return { ...run, text: index === runs.length - 1 ? text.trimEnd() : text };
    })
    .filter((run) => run.text !== '');
}
