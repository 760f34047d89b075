import { createHash } from 'node:crypto';
import type { Article } from './article.ts';

/** Length of a key in bytes: half a SHA-256 is plenty to tell texts apart. */
export const KEY_BYTES = 16;

const known = new WeakMap<Article, string>();

/** A word (hexadecimal) that tells articles of different content apart: title, day of publication, text and its blocks. */
export function contentKey(article: Article): string {
  let key = known.get(article);
  if (key === undefined) {
    const { title, published, body, blocks } = article;
    const layout = blocks.map(({ kind, start, end, leadIn }) => `${kind} ${start} ${end} ${leadIn}`);
    key = textKey(JSON.stringify([title, published, layout, body]));
    known.set(article, key);
  }
  return key;
}

/** Gives an article the key that was computed for the same content before. */
export function rememberContentKey(article: Article, key: string): void {
  known.set(article, key);
}

/** A word (hexadecimal) that tells texts apart. */
export function textKey(text: string | Uint8Array): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 2 * KEY_BYTES);
}
