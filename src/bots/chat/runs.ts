import type { Span } from '../../answers/answer.ts';
import { cleanText } from './plain-text.ts';
import type { Run } from './reply-view.ts';

/**
 * Splits a quote into plain and highlighted runs. Spans that overlap are joined and ones outside the quote are
 * cut, so that the runs' texts always add up to the (cleaned) quote.
 */
export function splitRuns(quote: string, highlights: readonly Span[]): Run[] {
  const runs: Run[] = [];
  const add = (text: string, highlighted: boolean) => {
    const cleaned = cleanText(text);
    const last = runs.at(-1);
    if (cleaned === '') return;
    if (last?.highlighted === highlighted) runs[runs.length - 1] = { text: last.text + cleaned, highlighted };
    else runs.push({ text: cleaned, highlighted });
  };
  let at = 0;
  for (const span of [...highlights].sort((a, b) => a.start - b.start)) {
    const start = Math.max(span.start, at);
    const end = Math.min(span.end, quote.length);
    if (end <= start) continue;
    add(quote.slice(at, start), false);
    add(quote.slice(start, end), true);
    at = end;
  }
  add(quote.slice(at), false);
  return runs;
}

/** Two texts as one, the second on a line of its own. */
export function joinLines(first: readonly Run[], second: readonly Run[]): Run[] {
  const runs: Run[] = [];
  for (const run of [...first, { text: '\n', highlighted: false }, ...second]) {
    const last = runs.at(-1);
    if (last?.highlighted === run.highlighted) runs[runs.length - 1] = { ...run, text: last.text + run.text };
    else runs.push(run);
  }
  return runs;
}

/** The runs as one string. */
export function runsText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}
