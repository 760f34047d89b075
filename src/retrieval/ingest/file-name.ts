import { createHash } from 'node:crypto';
import type { ArticleDraft } from '../sources/source.ts';

/** UTF-8 bytes of a name without its ending; file systems allow 255, and ids should fit on a line. */
const LONGEST_NAME = 120;

/** Names that Windows keeps for devices, and those that a corpus folder passes over. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|readme)$/;

/**
 * The name that an article's file should have, without ending: the last part of its address, else its title. Lower
 * case letters, digits and hyphens only, so that it names a file in the folder on every system.
 */
export function wantedName({ url, name, title }: Pick<ArticleDraft, 'url' | 'name' | 'title'>): string {
  const slug = slugOf(name ?? '') || slugOf(lastPart(url)) || slugOf(title ?? '') || 'article';
  return RESERVED.test(slug) ? `article-${slug}` : slug;
}

/** The name with a mark of the article's own, for where another article has the name; the same each time. */
export function ownName(name: string, source: string, key: string): string {
  return `${name}-${createHash('sha256').update(`${source}\n${key}`).digest('hex').slice(0, 8)}`;
}

function lastPart(url: string | null): string {
  const part = url === null ? '' : (new URL(url).pathname.split('/').findLast((piece) => piece !== '') ?? '');
  try {
    return decodeURIComponent(part).replace(/\.(?:html?|php|aspx?)$/i, '');
  } catch {
    return part;
  }
}

function slugOf(text: string): string {
  const slug = text
    .normalize('NFKD')
    // Latin letters lose their accents; other scripts keep theirs, which are part of the word.
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return cut(slug).replace(/^-+|-+$/g, '');
}

/** Cuts between characters. */
function cut(slug: string): string {
  let bytes = 0;
  let end = 0;
  for (const char of slug) {
    bytes += Buffer.byteLength(char);
    if (bytes > LONGEST_NAME) return slug.slice(0, end);
    end += char.length;
  }
  return slug;
}
