import type { QuestionTerm } from '../question/question.ts';

/** The distinct terms of a text. */
export type TermSet = ReadonlySet<string>;

/** Share, by inverse document frequency, of the question's terms that one of the sets holds; 0 without terms. */
export function coverage(terms: readonly QuestionTerm[], ...sets: readonly TermSet[]): number {
  let all = 0;
  let covered = 0;
  for (const { term, idf } of terms) {
    all += idf;
    if (sets.some((set) => set.has(term))) covered += idf;
  }
  return all === 0 ? 0 : covered / all;
}
