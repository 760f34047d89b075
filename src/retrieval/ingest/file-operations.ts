import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The only ways in which a run changes the disk. */
export interface FileOperations {
  /** Writes a file that nobody reads yet, down to the disk; a break may leave a part of it. */
  write(path: string, text: string): Promise<void>;
  /** Moves a file at once, over one that may be there. */
  move(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export const fileOperations: FileOperations = {
  async write(path, text) {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  async move(from, to) {
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
  },
  remove: (path) => rm(path, { force: true, recursive: true }),
};
