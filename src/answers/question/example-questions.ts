import type { Article } from '../../retrieval/corpus/article.ts';

const MAX_EXAMPLES = 4;
/** A button or prompt holds about this much. */
const MAX_LENGTH = 75;

/** Questions about the newest articles, from their titles. */
export function exampleQuestions(articles: readonly Article[]): string[] {
  const newest = articles.toSorted((a, b) => (b.published ?? '').localeCompare(a.published ?? ''));
  return newest
    .map(({ title }) => `What do the articles say about “${title}”?`)
    .filter((question) => question.length <= MAX_LENGTH)
    .slice(0, MAX_EXAMPLES);
}
