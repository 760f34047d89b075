import { type CorpusFolder, hashOf } from './corpus-folder.ts';
import type { IngestState } from './state.ts';

/** Written in place of a hash where there was no file. */
export const NO_FILE = 'none';

/**
 * Finds out, after a run that was ended in the midst of writing, which files it still wrote: their articles are done,
 * the others are to be read again.
 */
export async function settleBreak(state: IngestState, folder: CorpusFolder): Promise<void> {
  for (const { items } of Object.values(state.sources)) {
    for (const [key, item] of items) {
      if (item.kind !== 'article' || item.before === undefined) continue;
      const { before } = item;
      delete item.before;
      const text = await folder.read(item.file);
      const hash = text === null ? NO_FILE : hashOf(text);
      if (hash === item.hash) continue;
      item.stamp = null;
      item.validators = null;
      if (hash !== before) continue;
      if (before === NO_FILE) items.delete(key);
      else item.hash = before;
    }
  }
}
