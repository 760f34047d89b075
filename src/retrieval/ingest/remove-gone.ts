import { hashOf } from './corpus-folder.ts';
import type { Destination } from './write-articles.ts';

/** A list that lost more than this share is rather a broken one than a site that deleted as much. */
const MOST_GONE = 0.5;

/**
 * Puts the files of articles aside that exist no more at the source.
 *
 * @param keys of the source's items
 * @returns how many there are of how many, where they are too many to believe and nothing was done; else null
 */
export async function removeGone(
  keys: readonly string[],
  { folder, source, counts, dryRun, onKept }: Destination,
  allowMany: boolean,
): Promise<{ readonly gone: number; readonly of: number } | null> {
  const of = [...source.items.values()].filter(({ kind }) => kind === 'article').length;
  const gone = keys.filter((key) => source.items.get(key)?.kind === 'article').length;
  if (!allowMany && gone > of * MOST_GONE) return { gone, of };
  for (const key of keys) {
    const item = source.items.get(key);
    if (item?.kind === 'article') {
      const text = await folder.read(item.file);
      if (text !== null && hashOf(text) !== item.hash) {
        counts.kept++;
        onKept(item.file);
      } else {
        counts.gone++;
        if (text !== null && !dryRun) await folder.putAside(item.file, 'gone');
      }
    }
    source.items.delete(key);
  }
  return null;
}
