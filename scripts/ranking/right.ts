import type { Article } from '../../src/retrieval/corpus/article.ts';
import type { TrainingQuestion } from './programmes.ts';

/** Shorter answers ('May', '12') may stand in a title by chance; UTF-16 code units. */
const MIN_TITLE_ANSWER = 6;

/**
 * Whether a sentence of an article is the one that the question's author marked, or the title says the same.
 *
 * @param index of the sentence in its passage; null for the article's title
 */
export function isRight(
  { source, sentence, answer, in: place }: TrainingQuestion,
  article: Article,
  text: string,
  index: number | null,
): boolean {
  if (source !== article.id || sentence === undefined || answer === undefined) return false;
  const [whole, part, words] = [sentence, text, answer].map((s) => s.replace(/\s+/gu, ' ').trim()) as [
    string,
    string,
    string,
  ];
  if (place === 'title') return index === null;
  if (index === null) return words.length >= MIN_TITLE_ANSWER && part.includes(words);
  return part.includes(words) && (whole.includes(part) || overlaps(whole, part));
}

/** Whether a marked sentence begins or ends within one that is cut otherwise. */
function overlaps(whole: string, part: string): boolean {
  const ends = Math.min(30, whole.length);
  return part.includes(whole.slice(0, ends)) || part.includes(whole.slice(-ends));
}
