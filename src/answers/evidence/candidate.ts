import type { RetrievedPassage } from '../../retrieval/retriever.ts';
import type { Span } from '../answer.ts';
import type { ReaderOutput } from '../reader/reader.ts';

/** What the reader makes of one sentence. */
export interface Reading {
  /** Score of the best span in the sentence over 'no answer', in logits. */
  readonly margin: number;
  /** That span, relative to the sentence. */
  readonly span: Span;
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
 * @param readings for each passage that was read what the reader made of it, once for each wording of the question
 */
export function candidatesOf(
  passages: readonly RetrievedPassage[],
  readings: readonly (readonly ReaderOutput[])[],
): Candidate[] {
  const candidates: Candidate[] = [];
  const titled = new Set<string>();
  for (const [rank, found] of passages.entries()) {
    const { passage } = found;
    const { article } = passage;
    const outputs = readings[rank] ?? [];
    for (const [sentence, { start, end, at }] of passage.sentences.entries()) {
      const text = article.body.slice(start, end);
      const reading = readingOf(outputs, 'passage', at, at + text.length);
      candidates.push({ found, rank, sentence, text, reading });
    }
    if (!titled.has(article.id)) {
      titled.add(article.id);
      const reading = readingOf(outputs, 'title', 0, article.title.length);
      candidates.push({ found, rank, sentence: null, text: article.title, reading });
    }
  }
  return candidates;
}

/** What was read within [from, to) of a field: the mean of the wordings' margins, and the span of the surest. */
function readingOf(
  outputs: readonly ReaderOutput[],
  field: 'passage' | 'title',
  from: number,
  to: number,
): Reading | null {
  const best = outputs.map((output) => bestSpan(output, field, from, to)).filter((span) => span !== null);
  const surest = best.toSorted((a, b) => b.margin - a.margin)[0];
  if (surest === undefined) return null;
  return { ...surest, margin: best.reduce((sum, { margin }) => sum + margin, 0) / best.length };
}

/** The best span within [from, to) of a field; spans never cross a sentence's border. */
function bestSpan(
  output: ReaderOutput,
  field: 'passage' | 'title',
  from: number,
  to: number,
): Reading | null {
  const tokens = output.tokens.filter((t) => t.field === field && t.start >= from && t.end <= to);
  let best: Reading | null = null;
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
