import { fileURLToPath } from 'node:url';

/** Path of a file or folder that ships with the package; `src/` and `dist/` lie equally deep in it. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
