import { longDay } from '../../retrieval/dates/format.ts';
import type { Question } from '../question/question.ts';
import { softmax } from '../ranking/softmax.ts';
import type { Reader, ReaderInput, ReaderOutput } from '../reader/reader.ts';
import { type Candidate, candidatesIn } from './candidate.ts';
import type { RankedPassage } from './rank-passages.ts';
import { wordingFor } from './wording.ts';

/**
 * Reading is what an answer costs, and the answer mostly stands in the first passages: reading ends after so many, or
 * earlier when a sentence speaks clearly enough. It finds as many right answers as reading all (docs/evaluation.md).
 */
const READ_AT_MOST = 5;

/** Chance of holding the answer, by the ranking, below which a passage is not worth the time. */
const UNLIKELY = 0.01;

/** Log-odds by which a sentence that ends the reading beats 'no answer'. */
const CONVINCING = 3;

/**
 * Reads passages, best first, until a sentence convinces or what is left is unlikely.
 *
 * @returns the sentences of all passages and their articles' titles; of the passages behind the last that was read
 *   without a reading
 */
export async function readPassages(
  question: Question,
  passages: readonly RankedPassage[],
  reader: Reader | null,
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  const titled = new Set<string>();
  const chances = softmax(passages.map(({ utility }) => utility));
  let isConvinced = false;
  for (const [rank, found] of passages.entries()) {
    const isWorthReading = rank < READ_AT_MOST && (chances[rank] ?? 0) >= UNLIKELY && !isConvinced;
    const outputs = reader && isWorthReading ? await readPassage(question, found, reader, signal) : [];
    const { id } = found.passage.article;
    const inPassage = candidatesIn(found, rank, outputs, !titled.has(id));
    titled.add(id);
    candidates.push(...inPassage);
    isConvinced ||= inPassage.some(({ reading }) => reading !== null && reading.logOdds >= CONVINCING);
  }
  return candidates;
}

/**
 * Reads a passage with the question as it was completed; a follow-up also with its own words alone, where the
 * conversation's articles supply the rest: in the completed question the earlier one speaks louder.
 */
async function readPassage(
  question: Question,
  found: RankedPassage,
  reader: Reader,
  signal: AbortSignal | undefined,
): Promise<ReaderOutput[]> {
  const wordings = new Set([wordingFor(question, found)]);
  if (question.previousArticleIds.includes(found.passage.article.id)) wordings.add(question.last);
  const outputs: ReaderOutput[] = [];
  for (const wording of wordings) {
    outputs.push(
      ...(await reader.read(wording, [readerInput(found)], { spans: 0, ...(signal && { signal }) })),
    );
  }
  return outputs;
}

function readerInput({ passage }: RankedPassage): ReaderInput {
  const { title, published } = passage.article;
  return { title, date: published && longDay(published), heading: passage.heading, passage: passage.text };
}
