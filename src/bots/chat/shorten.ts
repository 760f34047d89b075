import type { Run } from './reply-view.ts';
import { runsText } from './runs.ts';

/**
 * Length of a text as the platform counts it (after escaping, say): the sum over its code points, each at least its
 * UTF-16 length.
 */
export type Measure = (text: string) => number;

const ELLIPSIS = '…';
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** UTF-16 length, as Slack and Discord count. */
export const utf16Length: Measure = (text) => text.length;

/**
 * Cuts runs to a budget at sentence borders, around the words that answer. A sentence that is too long by itself is
 * cut between words. What is left out is marked with an ellipsis.
 */
export function shortenRuns(runs: readonly Run[], budget: number, measure: Measure = utf16Length): Run[] {
  const text = runsText(runs);
  if (measure(text) <= budget) return [...runs];
  const marks = 2 * measure(`${ELLIPSIS} `);
  const [start, end] = window(text, highlightStart(runs), budget - marks, measure);
  return [
    ...(start > 0 ? [{ text: `${ELLIPSIS} `, highlighted: false }] : []),
    ...sliceRuns(runs, start, end),
    ...(end < text.length ? [{ text: ` ${ELLIPSIS}`, highlighted: false }] : []),
  ];
}

/** The same for a text without highlights. */
export function shortenText(text: string, budget: number, measure: Measure = utf16Length): string {
  return runsText(shortenRuns([{ text, highlighted: false }], budget, measure));
}

/** Cuts one line (a title, a button) to a budget, between words where there are some. */
export function shortenLine(text: string, budget: number, measure: Measure = utf16Length): string {
  if (measure(text) <= budget) return text;
  const end = reach(text, 0, budget - measure(ELLIPSIS), measure);
  return end <= 0 ? '' : `${text.slice(0, end).trimEnd()}${ELLIPSIS}`;
}

/** Start and end of the stretch that is kept. */
function window(text: string, anchor: number, budget: number, measure: Measure): [number, number] {
  const parts = sentencesAround(text, anchor, budget);
  const home = Math.max(
    0,
    parts.findIndex((part) => anchor < part.end),
  );
  let { start, end } = parts[home] ?? { start: 0, end: text.length };
  if (measure(text.slice(start, end).trimEnd()) > budget) {
    // Begin with the sentence if the answer is still within reach, else with the answer itself.
    const from = reach(text, start, budget, measure) > anchor ? start : anchor;
    return [from, Math.max(from, reach(text, from, budget, measure))];
  }
  let [before, after] = [home - 1, home + 1];
  for (
    let next = parts[after];
    next && measure(text.slice(start, next.end)) <= budget;
    next = parts[++after]
  ) {
    end = next.end;
  }
  for (
    let next = parts[before];
    next && measure(text.slice(next.start, end)) <= budget;
    next = parts[--before]
  ) {
    start = next.start;
  }
  return [start, start + text.slice(start, end).trimEnd().length];
}

/**
 * Sentences of the text that a window of `budget` around `anchor` could hold; the outermost, cut by the search, are too
 * far away to fit. (Segmenting a whole book takes time in the square of its length.)
 */
function sentencesAround(text: string, anchor: number, budget: number): { start: number; end: number }[] {
  const from = characterBorder(text, Math.max(0, anchor - Math.max(budget, 0) - 1));
  const region = text.slice(from, anchor + Math.max(budget, 0) + 1);
  return [...sentences.segment(region)].map(({ index, segment }) => ({
    start: from + index,
    end: from + index + segment.length,
  }));
}

/** The offset, or the one before it where it would part a surrogate pair. */
function characterBorder(text: string, offset: number): number {
  return offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff ? offset - 1 : offset;
}

/**
 * The last place after `from` at which the text may end within the budget: between words, else between code points.
 * A last word of more than half of the budget is cut: little would be left without it.
 */
function reach(text: string, from: number, budget: number, measure: Measure): number {
  let used = 0;
  let at = from;
  let border = -1;
  for (const character of text.slice(from)) {
    used += measure(character);
    if (used > budget) return border - from > (at - from) / 2 ? border : at;
    if (/\s/u.test(character)) border = at;
    at += character.length;
  }
  return at;
}

/** Offset of the first highlighted run; 0 without one. */
function highlightStart(runs: readonly Run[]): number {
  let at = 0;
  for (const run of runs) {
    if (run.highlighted) return at;
    at += run.text.length;
  }
  return 0;
}

function sliceRuns(runs: readonly Run[], start: number, end: number): Run[] {
  let at = 0;
  return runs.flatMap((run) => {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, run.text.length);
    at += run.text.length;
    return to > from ? [{ ...run, text: run.text.slice(from, to) }] : [];
  });
}
