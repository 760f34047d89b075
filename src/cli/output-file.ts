import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { AttacheError } from '../errors.ts';

/**
 * Proves before the work that its result can be written.
 * @throws AttacheError INPUT_INVALID, naming the file
 */
export async function checkOutput(file: string): Promise<void> {
  try {
    await access(dirname(resolve(file)), constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw unwritable(file, cause);
  }
  // A device, a pipe or a folder cannot be replaced, which is how the file is written.
  const existing = await stat(file).catch(() => null);
  if (existing?.isFile() === false) throw unwritable(file);
}

/**
 * Writes a text as a whole or not at all.
 * @throws AttacheError INPUT_INVALID, naming the file
 */
export async function writeOutput(file: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(file, text);
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

function unwritable(file: string, cause?: unknown): AttacheError {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  const why = code === undefined ? '' : ` (${code})`;
  return new AttacheError(
    'INPUT_INVALID',
    `The file ${file} cannot be written${why}. Name a file in a folder that exists and that you may write to.`,
    { cause },
  );
}
