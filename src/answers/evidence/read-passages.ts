import { longDay } from '../../retrieval/dates/format.ts';
import type { RetrievedPassage } from '../../retrieval/retriever.ts';
import type { Question } from '../question/question.ts';
import type { Reader, ReaderInput, ReaderOutput } from '../reader/reader.ts';
import { wordingFor } from './wording.ts';

/**
 * Reading is what an answer costs, and the answer mostly stands in the first passages: reading ends after so many, or
 * earlier when a span speaks clearly enough. It finds as many right answers as reading all (docs/evaluation.md). The
 * passages behind are weighed unread.
 */
const READ_AT_LEAST = 2;
const READ_AT_MOST = 5;

/** Logits by which a span that ends the reading beats 'no answer'. */
const CONVINCING_MARGIN = 2;

/**
 * Reads passages, best first, until one convinces.
 *
 * @returns for each passage that was read what the reader made of it, once for each wording of the question; those
 *   behind the last were not read
 */
export async function readPassages(
  question: Question,
  passages: readonly RetrievedPassage[],
  reader: Reader,
  signal: AbortSignal | undefined,
): Promise<ReaderOutput[][]> {
  const readings: ReaderOutput[][] = [];
  let isConvinced = false;
  for (const found of passages.slice(0, READ_AT_MOST)) {
    if (isConvinced && readings.length >= READ_AT_LEAST) break;
    const outputs = await readPassage(question, found, reader, signal);
    isConvinced ||= outputs.some((output) => marginOf(output) >= CONVINCING_MARGIN);
    readings.push(outputs);
  }
  return readings;
}

/**
 * Reads a passage with the question as it was completed; a follow-up also with its own words alone, where the
 * conversation's articles supply the rest: in the completed question the earlier one speaks louder.
 */
async function readPassage(
  question: Question,
  found: RetrievedPassage,
  reader: Reader,
  signal: AbortSignal | undefined,
): Promise<ReaderOutput[]> {
  const wordings = new Set([wordingFor(question, found)]);
  if (question.previousArticleIds.includes(found.passage.article.id)) wordings.add(question.last);
  const outputs: ReaderOutput[] = [];
  for (const wording of wordings) {
    outputs.push(
      ...(await reader.read(wording, [readerInput(found)], { spans: 1, ...(signal && { signal }) })),
    );
  }
  return outputs;
}

function readerInput({ passage }: RetrievedPassage): ReaderInput {
  const { title, published } = passage.article;
  return { title, date: published && longDay(published), heading: passage.heading, passage: passage.text };
}

function marginOf({ spans, nullScore }: ReaderOutput): number {
  return (spans[0]?.score ?? Number.NEGATIVE_INFINITY) - nullScore;
}
