import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { CorpusProblem } from './article.ts';
import { MAX_FOLDER_DEPTH } from './limits.ts';

/** The article files of a folder, as paths relative to it with `/`, ordered by code unit. */
export interface ListedFiles {
  readonly files: readonly string[];
  readonly problems: readonly CorpusProblem[];
}

const ARTICLE_FILE = /\.(?:md|txt|html?)$/i;
const README = /^readme(?:\.|$)/i;

/**
 * Lists the `.md`, `.txt` and `.html` files of a folder and of the folders in it. Hidden files and folders and
 * READMEs are no articles. A link must lead to a file inside the folder; linked folders are not followed,
 * since their articles are found where they stand.
 *
 * @throws the file system's error where the folder itself cannot be read.
 */
export async function listFiles(folder: string): Promise<ListedFiles> {
  const root = await realpath(folder);
  const files: string[] = [];
  const problems: CorpusProblem[] = [];

  const walk = async (directory: string, depth: number): Promise<void> => {
    for (const entry of await readdir(directory, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = join(directory, entry.name);
      const file = relative(root, path).split(sep).join('/');
      if (entry.isDirectory()) {
        if (depth < MAX_FOLDER_DEPTH) await walk(path, depth + 1).catch(report(file));
      } else if (ARTICLE_FILE.test(entry.name) && !README.test(entry.name)) {
        if (entry.isFile()) files.push(file);
        else if (entry.isSymbolicLink()) await follow(path, file).catch(report(file));
      }
    }
  };

  const follow = async (path: string, file: string): Promise<void> => {
    const target = await realpath(path);
    if (target !== root && !target.startsWith(root + sep)) {
      problems.push({
        file,
        line: null,
        problem: 'The link leads out of the corpus folder.',
        remedy: 'Copy the file into the folder instead of linking to it.',
        severity: 'error',
      });
    } else if ((await stat(target)).isFile()) files.push(file);
  };

  const report = (file: string) => (error: NodeJS.ErrnoException) => {
    problems.push({
      file,
      line: null,
      problem: `It cannot be read (${error.code ?? error.message}).`,
      remedy: 'Check that it exists and that its permissions allow reading.',
      severity: 'error',
    });
  };

  await walk(root, 0);
  files.sort(byCodeUnit);
  problems.sort((a, b) => byCodeUnit(a.file, b.file));
  return { files, problems };
}

/** Orders the same on every machine, unlike a locale's order. */
function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
