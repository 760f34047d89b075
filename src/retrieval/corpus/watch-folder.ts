import { basename, resolve } from 'node:path';
import { watch } from 'chokidar';
import { MAX_FOLDER_DEPTH } from './limits.ts';

/** A folder is read again once nothing has happened in it for so long, in ms: writing many files takes a while. */
const SETTLE_MS = 500;

export interface FolderWatch {
  close(): Promise<void>;
}

/**
 * Calls back when something in a folder has changed and then been quiet for a moment. Resolves when the folder is
 * watched, so that nothing which happens later is missed. Hidden files count for nothing, as they are no articles.
 *
 * @param onFailed told where the operating system cannot watch (too many folders, a network drive)
 */
export async function watchFolder(
  folder: string,
  onChange: () => void,
  onFailed: (error: unknown) => void,
): Promise<FolderWatch> {
  // As the watcher writes it: './.articles' would be told from the path that it names, and be hidden.
  const root = resolve(folder);
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    depth: MAX_FOLDER_DEPTH,
    ignored: (path) => path !== root && basename(path).startsWith('.'),
  });
  let settling: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(settling);
    settling = setTimeout(onChange, SETTLE_MS);
  });
  watcher.on('error', onFailed);
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
    watcher.once('error', () => resolve());
  });
  return {
    close: async () => {
      clearTimeout(settling);
      await watcher.close();
    },
  };
}
