import type { Article } from '../retrieval/corpus/article.ts';
import type { Answer } from './answer.ts';

const WANTED = 4;
/** Articles tried, newest first: enough to find a few good questions, few enough to take about a second. */
const ARTICLES_TRIED = 8;
/** A button or a suggested prompt holds about this much; UTF-16 code units. */
const MAX_LENGTH = 75;

/** What people ask of an event or a place that a title names. */
const TEMPLATES: readonly ((topic: string) => string)[] = [
  (topic) => `Who took part in “${topic}”?`,
  (topic) => `When was “${topic}”?`,
  (topic) => `What happened at “${topic}”?`,
  (topic) => `Where was “${topic}”?`,
];

/**
 * Questions about the newest articles that the assistant can answer: each was asked, and is offered only if the
 * article that it is about was quoted in reply. No two are about one article.
 */
export async function exampleQuestions(
  articles: readonly Article[],
  ask: (question: string) => Promise<Answer>,
): Promise<string[]> {
  const newest = articles.toSorted((a, b) => (b.published ?? '').localeCompare(a.published ?? ''));
  const found: string[] = [];
  for (const [i, article] of newest.slice(0, ARTICLES_TRIED).entries()) {
    const question = await firstAnswered(article, rotated(TEMPLATES, i), ask);
    if (question !== null) found.push(question);
    if (found.length === WANTED) break;
  }
  return found;
}

async function firstAnswered(
  article: Article,
  templates: typeof TEMPLATES,
  ask: (question: string) => Promise<Answer>,
): Promise<string | null> {
  const topic = topicOf(article.title);
  for (const template of templates) {
    const question = template(topic);
    if (question.length > MAX_LENGTH) continue;
    const answer = await ask(question);
    if (answer.status === 'answered' && answer.citations.every(({ articleId }) => articleId === article.id)) {
      return question;
    }
  }
  return null;
}

/** 'Annual Forum in Narva: three days by the river' → 'Annual Forum in Narva'. */
function topicOf(title: string): string {
  return (title.split(/[:–—|(]/u)[0] ?? title).trim() || title;
}

/** Begins with another template for each article, so that the examples differ. */
function rotated<T>(values: readonly T[], by: number): readonly T[] {
  const at = by % values.length;
  return [...values.slice(at), ...values.slice(0, at)];
}
