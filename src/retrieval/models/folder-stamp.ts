import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from './manifest.ts';

/** A word that changes when a user's model folder does: from the sizes and times of change of its files. */
export async function folderStamp(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).sort();
  const stamps = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return [name, size, mtimeMs];
    }),
  );
  return sha256(JSON.stringify(stamps)).slice(0, 16);
}
