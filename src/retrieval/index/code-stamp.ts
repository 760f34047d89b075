import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageFile } from '../../package-files.ts';

const RETRIEVAL = dirname(import.meta.dirname);
/** The code that decides what is made of an article: what it was parsed and divided into, its dates and its words. */
const DECIDING = ['corpus', 'html', 'dates', 'passages', 'text', 'index'];

let known: string | null = null;

/** A word that changes with every change of the code whose results are kept, so that nobody has to remember a version. */
export function codeStamp(): string {
  if (known !== null) return known;
  // The libraries that decide with it are those of the package's own version.
  const hash = createHash('sha256').update(readFileSync(packageFile('package.json')));
  for (const folder of DECIDING) {
    const names = readdirSync(join(RETRIEVAL, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((each) => /(?<!\.d)\.[jt]s$/.test(each)).sort()) {
      hash.update(name).update(readFileSync(join(RETRIEVAL, folder, name)));
    }
  }
  known = hash.digest('hex').slice(0, 32);
  return known;
}
