import { readFile } from 'node:fs/promises';
import { AttacheError } from '../errors.ts';

/** @throws AttacheError INPUT_INVALID, naming the file */
export async function readTextFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new AttacheError('INPUT_INVALID', `The file ${file} cannot be read. Check its path.`, { cause });
  }
}
