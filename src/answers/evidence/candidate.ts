import type { RetrievedPassage } from '../../retrieval/retriever.ts';
import type { Span } from '../answer.ts';
import type { ReaderOutput } from '../reader/reader.ts';
import type { PassageReading } from './read-passages.ts';

/** What the reader makes of one sentence. */
export interface Reading {
  /** Score of the best span in the sentence over 'no answer', in logits. */
  readonly margin: number;
  /** That span, relative to the sentence. */
  readonly span: Span;
  /** False if the question was read without a date that the passage does not confirm. */
  readonly isConfirmed: boolean;
}

/** A sentence, or an article's title, that may be the answer. */
export interface Candidate {
  readonly found: RetrievedPassage;
  /** 0-based rank of the passage. */
  readonly rank: number;
  /** Index of the sentence in the passage; null for the article's title. */
  readonly sentence: number | null;
  readonly text: string;
  /** Null when no reader is in use, or when it did not come to the sentence. */
  readonly reading: Reading | null;
}

/** A span longer than this many tokens is no short answer. */
const MAX_SPAN_TOKENS = 40;

/**
 * All sentences of the passages, and each article's title once.
 *
 * @param readings of the first passages, in order
 */
export function candidatesOf(
  passages: readonly RetrievedPassage[],
  readings: readonly PassageReading[],
): Candidate[] {
  const candidates: Candidate[] = [];
  const titled = new Set<string>();
  for (const [rank, found] of passages.entries()) {
    const { passage } = found;
    const { article } = passage;
    const made = readings[rank];
    for (const [sentence, { start, end, at }] of passage.sentences.entries()) {
      const text = article.body.slice(start, end);
      const reading = readingOf(made, 'passage', at, at + text.length);
      candidates.push({ found, rank, sentence, text, reading });
    }
    if (!titled.has(article.id)) {
      titled.add(article.id);
      const reading = readingOf(made, 'title', 0, article.title.length);
      candidates.push({ found, rank, sentence: null, text: article.title, reading });
    }
  }
  return candidates;
}

/** What was read within [from, to) of a field: the mean of the wordings' margins, and the span of the surest. */
function readingOf(
  reading: PassageReading | undefined,
  field: 'passage' | 'title',
  from: number,
  to: number,
): Reading | null {
  const outputs = reading?.outputs ?? [];
  const best = outputs.map((output) => bestSpan(output, field, from, to)).filter((span) => span !== null);
  const surest = best.toSorted((a, b) => b.margin - a.margin)[0];
  if (reading === undefined || surest === undefined) return null;
  const margin = best.reduce((sum, span) => sum + span.margin, 0) / best.length;
  return { margin, span: surest.span, isConfirmed: reading.isConfirmed };
}

/** The best span within [from, to) of a field; spans never cross a sentence's border. */
function bestSpan(
  output: ReaderOutput,
  field: 'passage' | 'title',
  from: number,
  to: number,
): Omit<Reading, 'isConfirmed'> | null {
  const tokens = output.tokens.filter((t) => t.field === field && t.start >= from && t.end <= to);
  let best: Omit<Reading, 'isConfirmed'> | null = null;
  for (const [i, first] of tokens.entries()) {
    for (const last of tokens.slice(i, i + MAX_SPAN_TOKENS)) {
      const margin = first.startLogit + last.endLogit - output.nullScore;
      if (best === null || margin > best.margin) {
        best = { margin, span: { start: first.start - from, end: last.end - from } };
      }
    }
  }
  return best;
}
