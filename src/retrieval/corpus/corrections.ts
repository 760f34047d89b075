import { fold } from '../text/fold.ts';
import { words } from '../text/words.ts';
import type { Article } from './article.ts';

/** How an article says that it takes another one's place, in its title or at its beginning. */
const CUE =
  /\b(?:corrected|correction|corrigendum|corrigenda|erratum|errata|updated|update|revised|amended|republished|rectified|rectification|berichtigt\w*|berichtigung|korrigiert\w*|korrektur|corrige\w*|rectificad\w+|corregid\w+|corretto|rettifica|popravek|popravljen\w*|replaces? (?:our|the|an) (?:earlier |previous )?(?:article|text|version|report|news|post|item))\b/u;
/** Characters of the body in which a notice of correction stands. */
const NOTICE_LENGTH = 400;
/** Words in a row that count as one shared piece of text (Broder, "On the resemblance of documents", 1997). */
const SHINGLE_WORDS = 4;
/** Share of the smaller article's shingles that a correction repeats; unrelated news of one event share under 0.1. */
const MIN_CONTAINMENT = 0.4;

/**
 * The articles that a later one corrects or replaces: it says so, and repeats most of the text. Such an article
 * must not be quoted any more.
 * @returns for each article replaced, the one that replaces it
 */
export function findCorrections(articles: readonly Article[]): Map<Article, Article> {
  const replaced = new Map<Article, Article>();
  const shingles = new Map<Article, ReadonlySet<string>>();
  const shinglesOf = (article: Article) => {
    const known = shingles.get(article) ?? shingleSet(article.body);
    shingles.set(article, known);
    return known;
  };
  const corrections = articles
    .filter((article) => CUE.test(fold(`${article.title} ${article.body.slice(0, NOTICE_LENGTH)}`)))
    .toSorted((a, b) => (a.published ?? '').localeCompare(b.published ?? ''));
  for (const correction of corrections) {
    for (const article of articles) {
      if (article === correction || isLater(article, correction)) continue;
      if (replaced.get(correction) === article) continue;
      if (containment(shinglesOf(article), shinglesOf(correction)) >= MIN_CONTAINMENT) {
        replaced.set(article, correction);
      }
    }
  }
  return replaced;
}

function isLater(a: Article, b: Article): boolean {
  return a.published !== null && b.published !== null && a.published > b.published;
}

function shingleSet(text: string): ReadonlySet<string> {
  const all = words(text).map((word) => fold(word.text));
  const set = new Set<string>();
  for (let i = 0; i + SHINGLE_WORDS <= all.length; i++) set.add(all.slice(i, i + SHINGLE_WORDS).join(' '));
  return set;
}

function containment(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared++;
  return shared / small.size;
}
