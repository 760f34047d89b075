import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { packageFile } from '../../src/package-files.ts';

let app: string;
let data: string;

/** A folder as the image has it, with a program that prints its arguments. */
beforeEach(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'attache-image-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  [app, data] = [path.join(folder, 'app'), path.join(folder, 'data')];
  await mkdir(path.join(app, 'dist/cli'), { recursive: true });
  await mkdir(path.join(app, 'cache/models/encoder'), { recursive: true });
  await mkdir(path.join(app, 'cache/index'));
  await writeFile(path.join(app, 'cache/index/shipped'), 'index');
  await writeFile(path.join(app, 'dist/cli/main.js'), 'console.log(process.argv.slice(2).join(" "))');
  await cp(packageFile('scripts/image/entrypoint.sh'), path.join(app, 'bin/entrypoint.sh'));
});

const start = (cacheDir: string, ...args: string[]) =>
  promisify(execFile)(path.join(app, 'bin/entrypoint.sh'), args, {
    env: { PATH: process.env.PATH, ATTACHE_CACHE_DIR: cacheDir },
  });

describe('the entry point of the image', () => {
  it('becomes the program, with the models linked and the index copied', async () => {
    const cache = path.join(data, 'cache');
    expect((await start(cache, 'ask', 'who?')).stdout).toBe('ask who?\n');
    expect(await readlink(path.join(cache, 'models'))).toBe(path.join(app, 'cache/models'));
    expect(await readdir(path.join(cache, 'index'))).toEqual(['shipped']);
  });

  it('links the models of a newer image in the place of the old ones', async () => {
    const cache = path.join(data, 'cache');
    await start(cache);
    await start(cache);
    expect(await readdir(path.join(cache, 'models'))).toEqual(['encoder']);
  });

  it('leaves an index alone that is newer than its own, and models that somebody put there', async () => {
    const cache = path.join(data, 'cache');
    await mkdir(path.join(cache, 'index'), { recursive: true });
    await mkdir(path.join(cache, 'models/mine'), { recursive: true });
    await writeFile(path.join(cache, 'index/shipped'), 'newer');
    await start(cache);
    expect(await readFile(path.join(cache, 'index/shipped'), 'utf8')).toBe('newer');
    expect(await readdir(path.join(cache, 'models'))).toEqual(['mine']);
  });

  it('says which user a folder must belong to that cannot be written', async () => {
    await mkdir(data);
    await writeFile(path.join(data, 'file'), '');
    await expect(start(path.join(data, 'file/cache'))).rejects.toMatchObject({
      stderr: expect.stringMatching(/cannot be written by user \d+: give it to that user/),
    });
  });
});
