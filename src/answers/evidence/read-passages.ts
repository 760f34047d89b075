import { longDay } from '../../retrieval/dates/format.ts';
import type { Question } from '../question/question.ts';
import { softmax } from '../ranking/softmax.ts';
import type { Reader, ReaderInput, ReaderOutput } from '../reader/reader.ts';
import { type Candidate, candidatesIn } from './candidate.ts';
import type { RankedPassage } from './rank-passages.ts';
import { wordingFor } from './wording.ts';

/**
 * Chance of holding the answer, by the ranking, below which a passage is not worth the time. Reading is what an answer
 * costs, and this finds more right answers for it than to stop at a sentence that convinces (docs/evaluation.md).
 */
const UNLIKELY = 0.03;

/**
 * Reads the passages that are likely to hold the answer.
 *
 * @param passages best first
 * @returns the sentences of all passages and their articles' titles; of the passages that were not read without a reading
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
  for (const [rank, found] of passages.entries()) {
    const isLikely = (chances[rank] as number) >= UNLIKELY;
    const outputs = reader && isLikely ? await readPassage(question, found, reader, signal) : [];
    const { id } = found.passage.article;
    candidates.push(...candidatesIn(found, rank, outputs, !titled.has(id)));
    titled.add(id);
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
