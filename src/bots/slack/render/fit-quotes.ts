import type { QuoteView, Run, SourceView } from '../../chat/reply-view.ts';
import { runsText } from '../../chat/runs.ts';
import { type Measure, shortenRuns } from '../../chat/shorten.ts';
import { MAX_BLOCKS_JSON, MAX_QUOTE_TEXT, MIN_QUOTE_TEXT } from '../limits.ts';
import { quote as quoteBlock, sourceList } from './rich-text.ts';

export interface Fitted {
  readonly quotes: readonly { readonly quote: QuoteView; readonly runs: readonly Run[] }[];
  /** The sources of those quotes. */
  readonly sources: readonly SourceView[];
  /** Quotes that found no room. */
  readonly omitted: number;
}

/** Length in the JSON of a request, which is what Slack's limit on a message seems to count. */
export const jsonLength: Measure = (text) => JSON.stringify(text).length - 2;

/** Room for the blocks around the quotes: a question, buttons, the frame. */
const FRAME = 3_500;
/** Stretches of bold and plain in one quote; beyond it the rest is plain. */
const MAX_RUNS = 12;

/**
 * Fits quotes and their sources into a message, in their order: as many as can each have a readable share, shares
 * that short quotes do not need go to the ones after them.
 */
export function fitQuotes(quotes: readonly QuoteView[], sources: readonly SourceView[]): Fitted {
  for (let count = quotes.length; ; count -= 1) {
    const shown = quotes.slice(0, count).map((quote) => ({ quote, runs: fewRuns(quote.runs) }));
    const numbers = new Set(shown.map(({ quote }) => quote.number));
    const listed = sources.filter(({ number }) => numbers.has(number));
    const frames = shown.reduce((sum, { quote, runs }) => sum + frameLength(quote, runs), 0);
    const room = MAX_BLOCKS_JSON - FRAME - frames - JSON.stringify(sourceList(listed)).length;
    if (count > 1 && room < count * MIN_QUOTE_TEXT) continue;
    return { quotes: share(shown, room), sources: listed, omitted: quotes.length - count };
  }
}

function share(shown: Fitted['quotes'], room: number): Fitted['quotes'] {
  let left = room;
  return shown.map(({ quote, runs }, index) => {
    const budget = Math.min(
      MAX_QUOTE_TEXT,
      Math.max(MIN_QUOTE_TEXT, Math.floor(left / (shown.length - index))),
    );
    const shortened = shortenRuns(runs, budget, jsonLength);
    left -= jsonLength(runsText(shortened));
    return { quote, runs: shortened };
  });
}

/** What a quote takes beside its words; shortening may add two runs, for the ellipses. */
function frameLength(quote: QuoteView, runs: readonly Run[]): number {
  const empty = [...runs, ...runs.slice(0, 2)].map((run) => ({ ...run, text: '' }));
  return JSON.stringify(quoteBlock(quote, empty)).length;
}

function fewRuns(runs: readonly Run[]): readonly Run[] {
  if (runs.length <= MAX_RUNS) return runs;
  const rest = runsText(runs.slice(MAX_RUNS - 1));
  return [...runs.slice(0, MAX_RUNS - 1), { text: rest, highlighted: false }];
}
