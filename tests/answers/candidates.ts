import { type Candidate, candidatesIn, type Reading } from '../../src/answers/evidence/candidate.ts';
import type { Article } from '../../src/retrieval/corpus/article.ts';
import { segmentArticle } from '../../src/retrieval/passages/segment.ts';
import { article } from '../retrieval/corpus/parse.ts';

/** The candidates of an article with that text, unread. */
export function candidatesOf(text: string, about: Partial<Article> = {}): Candidate[] {
  return segmentArticle({ ...article(text), ...about }).flatMap((passage, ordinal) => {
    const scores = { dates: [], sentenceCosines: [], bm25: 0, cosine: 0, score: 0, features: {}, utility: 0 };
    return candidatesIn({ ordinal, passage, ...scores }, ordinal, [], false);
  });
}

/** The candidate that holds some words. */
export function holding(candidates: readonly Candidate[], words: string): Candidate {
  const found = candidates.find(({ text }) => text.includes(words));
  if (!found) throw new Error(`no candidate holds “${words}”`);
  return found;
}

/** The span of some words in a text. */
export function spanOf(text: string, words: string): { start: number; end: number } {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
}

/** A candidate in which the reader takes some words for the answer. */
export function read(candidate: Candidate, words: string, logOdds = 5): Candidate {
  const reading: Reading = { logOdds, span: spanOf(candidate.text, words), others: [] };
  return { ...candidate, reading };
}
