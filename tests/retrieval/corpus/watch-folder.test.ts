import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it, onTestFinished } from 'vitest';
import { watchFolder } from '../../../src/retrieval/corpus/watch-folder.ts';
import { temporaryFolder } from '../temporary-folder.ts';

it.each(['articles', '.articles', './.articles', '.articles/'])(
  'a folder is watched whose path ends with %j',
  async (name) => {
    const folder = `${await temporaryFolder()}/${name}`;
    await mkdir(folder);
    await new Promise<void>((resolve, reject) => {
      const watch = watchFolder(folder, resolve, reject);
      onTestFinished(async () => (await watch).close());
      watch.then(() => writeFile(path.join(folder, 'a.md'), 'Text.')).catch(reject);
    });
  },
  10_000,
);
