import { type Fitted, fewRuns, fitQuotes } from '../../chat/fit-quotes.ts';
import type { QuoteView, SourceView } from '../../chat/reply-view.ts';
import type { Measure } from '../../chat/shorten.ts';
import {
  MAX_BLOCKS_JSON,
  MAX_NAME_JSON,
  MAX_QUESTION_JSON,
  MAX_QUOTE_TEXT,
  MIN_QUOTE_TEXT,
} from '../limits.ts';
import { quote as quoteBlock, sourceList } from './rich-text.ts';

/** Length in the JSON of a request, which is what Slack's limit on a message seems to count. */
export const jsonLength: Measure = (text) => JSON.stringify(text).length - 2;

/** Room for the blocks around the quotes: the question and who shared it, buttons, the frame. */
const FRAME = MAX_QUESTION_JSON + MAX_NAME_JSON + 1_500;
/** Stretches of bold and plain in one quote, enough for a table with a column in bold; beyond it the rest is plain. */
const MAX_RUNS = 24;

/** Fits quotes and their sources into one message's blocks. */
export function fitIntoBlocks(quotes: readonly QuoteView[], sources: readonly SourceView[]): Fitted {
  const cheap = quotes.map((quote) => ({ ...quote, runs: fewRuns(quote.runs, MAX_RUNS) }));
  return fitQuotes(cheap, sources, {
    measure: jsonLength,
    longest: MAX_QUOTE_TEXT,
    shortest: MIN_QUOTE_TEXT,
    room: (shown, listed) =>
      MAX_BLOCKS_JSON -
      FRAME -
      JSON.stringify(sourceList(listed)).length -
      shown.reduce((sum, quote) => sum + frameLength(quote), 0),
  });
}

/** What a quote takes beside its words; shortening may add two runs, for the ellipses. */
function frameLength(quote: QuoteView): number {
  const empty = [...quote.runs, ...quote.runs.slice(0, 2)].map((run) => ({ ...run, text: '' }));
  return JSON.stringify(quoteBlock(quote, empty)).length;
}
