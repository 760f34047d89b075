import type { Span } from '../answer.ts';
import { bestSpans } from '../reader/best-spans.ts';
import type { ReaderOutput, ReaderSpan } from '../reader/reader.ts';
import type { RankedPassage } from './rank-passages.ts';

/** What the reader makes of one sentence. */
export interface Reading {
  /** Log-odds, against 'no answer', that the answer begins and ends in the sentence: of all its spans together. */
  readonly logOdds: number;
  /** The best of them, relative to the sentence. */
  readonly span: Span;
  /** The best that do not overlap it or one another, best first, with the scores that they lag behind it, in logits. */
  readonly others: readonly { readonly span: Span; readonly lag: number }[];
}

/** A sentence, or an article's title, that may be the answer. */
export interface Candidate {
  readonly found: RankedPassage;
  /** 0-based rank of the passage. */
  readonly rank: number;
  /** Index of the sentence in the passage; null for the article's title. */
  readonly sentence: number | null;
  readonly text: string;
  /** Null when no reader is in use, or when it did not come to the sentence. */
  readonly reading: Reading | null;
}

/** A span whose margin over 'no answer' is lower, in logits, answers nothing: the reader does not stand by it. */
export const MIN_SPAN_LOG_ODDS = -4;

/** Spans kept beside the best. */
const OTHERS = 2;
/**
 * The sentences of a passage, and its article's title where it is wanted.
 *
 * @param outputs what the reader made of the passage, once for each wording of the question; empty if it was not read
 */
export function candidatesIn(
  found: RankedPassage,
  rank: number,
  outputs: readonly ReaderOutput[],
  withTitle: boolean,
): Candidate[] {
  const { article, sentences } = found.passage;
  const candidates: Candidate[] = sentences.map(({ start, end, at }, sentence) => {
    const text = article.body.slice(start, end);
    return { found, rank, sentence, text, reading: readingOf(outputs, 'passage', at, at + text.length) };
  });
  if (withTitle) {
    const reading = readingOf(outputs, 'title', 0, article.title.length);
    candidates.push({ found, rank, sentence: null, text: article.title, reading });
  }
  return candidates;
}

/** What was read within [from, to) of a field: the mean of the wordings' log-odds, and the span of the surest. */
function readingOf(
  outputs: readonly ReaderOutput[],
  field: 'passage' | 'title',
  from: number,
  to: number,
): Reading | null {
  const readings = outputs.map((output) => readingIn(output, field, from, to)).filter((one) => one !== null);
  const surest = readings.toSorted((a, b) => b.logOdds - a.logOdds)[0];
  if (surest === undefined) return null;
  return { ...surest, logOdds: readings.reduce((sum, { logOdds }) => sum + logOdds, 0) / readings.length };
}

/** What one reading makes of [from, to) of a field; spans never cross a sentence's border. */
function readingIn(
  output: ReaderOutput,
  field: 'passage' | 'title',
  from: number,
  to: number,
): Reading | null {
  const tokens = output.tokens.filter((t) => t.field === field && t.start >= from && t.end <= to);
  const spanOf = ({ start, end }: ReaderSpan): Span => ({ start: start - from, end: end - from });
  const [best, ...others] = bestSpans(tokens, 1 + OTHERS);
  if (best === undefined) return null;
  const starts = logSumExp(tokens.map(({ startLogit }) => startLogit));
  const ends = logSumExp(tokens.map(({ endLogit }) => endLogit));
  return {
    logOdds: starts + ends - output.nullScore,
    span: spanOf(best),
    others: others.map((other) => ({ span: spanOf(other), lag: best.score - other.score })),
  };
}

function logSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
