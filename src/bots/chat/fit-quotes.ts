import type { QuoteView, Run, SourceView } from './reply-view.ts';
import { runsText } from './runs.ts';
import { type Measure, shortenRuns } from './shorten.ts';

export interface FittedQuote {
  readonly quote: QuoteView;
  /** What is shown of it. */
  readonly runs: readonly Run[];
}

export interface Fitted {
  readonly quotes: readonly FittedQuote[];
  /** The sources of those quotes. */
  readonly sources: readonly SourceView[];
  /** Quotes that found no room. */
  readonly omitted: number;
}

export interface Frame {
  /** Length of a text as the platform counts it. */
  readonly measure: Measure;
  /** Length that is left for the words of these quotes, once they and their sources are laid out. */
  readonly room: (quotes: readonly QuoteView[], sources: readonly SourceView[]) => number;
  /** A longer quote is cut. */
  readonly longest: number;
  /** Quotes that would have to be made shorter are left out instead. */
  readonly shortest: number;
}

/**
 * Fits quotes and their sources into a message, in their order: as many as can each have a readable share; shares
 * that short quotes do not need go to the ones after them.
 */
export function fitQuotes(
  quotes: readonly QuoteView[],
  sources: readonly SourceView[],
  frame: Frame,
): Fitted {
  for (let count = quotes.length; ; count -= 1) {
    const shown = quotes.slice(0, count);
    const numbers = new Set(shown.map(({ number }) => number));
    const listed = sources.filter(({ number }) => numbers.has(number));
    const room = frame.room(shown, listed);
    const needed = shown.reduce(
      (sum, { runs }) => sum + Math.min(frame.shortest, frame.measure(runsText(runs))),
      0,
    );
    if (count > 1 && room < needed) continue;
    return { quotes: share(shown, room, frame), sources: listed, omitted: quotes.length - count };
  }
}

function share(
  shown: readonly QuoteView[],
  room: number,
  { measure, longest, shortest }: Frame,
): FittedQuote[] {
  let left = room;
  return shown.map((quote, index) => {
    const fair = Math.floor(left / (shown.length - index));
    const runs = shortenRuns(quote.runs, Math.min(longest, Math.max(shortest, fair)), measure);
    left -= measure(runsText(runs));
    return { quote, runs };
  });
}

/** Makes runs after the first `most - 1` one plain run: every run has a price in markup. */
export function fewRuns(runs: readonly Run[], most: number): readonly Run[] {
  if (runs.length <= most) return runs;
  return [...runs.slice(0, most - 1), { text: runsText(runs.slice(most - 1)), highlighted: false }];
}
