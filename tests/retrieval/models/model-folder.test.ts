import { mkdir, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type ModelFiles,
  type ModelRecipe,
  modelFolder,
} from '../../../src/retrieval/models/model-folder.ts';
import { emptyFolder } from './shared-cache.ts';

let root: string;
let builds: number;

beforeEach(async () => {
  root = join(await emptyFolder(), 'models');
  builds = 0;
});

function recipe(overrides: Partial<ModelRecipe> = {}): ModelRecipe {
  return {
    root,
    kind: 'encoder',
    key: 'a'.repeat(64),
    builder: 1,
    build: async () => {
      builds++;
      return { files: twoFiles(), sources: {} };
    },
    ...overrides,
  };
}

async function* twoFiles(): ModelFiles {
  yield { path: 'config.json', content: '{}' };
  yield { path: 'onnx/model.onnx', content: new Uint8Array([1, 2, 3]) };
}

describe('modelFolder', () => {
  test('builds once, and finds the folder afterwards', async () => {
    const folder = await modelFolder(recipe(), false);
    expect(await readdir(folder, { recursive: true })).toEqual(
      expect.arrayContaining(['config.json', 'manifest.json', join('onnx', 'model.onnx')]),
    );
    expect(await modelFolder(recipe(), true)).toBe(folder);
    expect(builds).toBe(1);
  });

  test('builds another folder for another key, and keeps the one that may be in use', async () => {
    const old = await modelFolder(recipe(), false);
    const other = await modelFolder(recipe({ key: 'b'.repeat(64) }), false);
    expect(other).not.toBe(old);
    expect(await readdir(root)).toHaveLength(2);
  });

  test('removes folders of other versions a day after they were built', async () => {
    const old = await modelFolder(recipe(), false);
    const reader = await modelFolder(recipe({ kind: 'reader' }), false);
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
    await utimes(old, twoDaysAgo, twoDaysAgo);
    await utimes(reader, twoDaysAgo, twoDaysAgo);
    const current = await modelFolder(recipe({ key: 'b'.repeat(64) }), false);
    expect((await readdir(root)).map((name) => join(root, name)).sort()).toEqual([current, reader].sort());
  });

  test('builds a folder once more when a file is cut off', async () => {
    const folder = await modelFolder(recipe(), false);
    await truncate(join(folder, 'onnx', 'model.onnx'), 1);
    await modelFolder(recipe(), false);
    expect(builds).toBe(2);
    expect((await stat(join(folder, 'onnx', 'model.onnx'))).size).toBe(3);
  });

  test('builds a folder once more when its manifest is not one', async () => {
    const folder = await modelFolder(recipe(), false);
    await writeFile(join(folder, 'manifest.json'), 'null');
    await modelFolder(recipe(), false);
    expect(builds).toBe(2);
  });

  test('finds a file of the right size and other content when asked to verify', async () => {
    const folder = await modelFolder(recipe(), false);
    await writeFile(join(folder, 'config.json'), '[]');
    await modelFolder(recipe(), false);
    expect(builds).toBe(1);
    await modelFolder(recipe(), true);
    expect(builds).toBe(2);
    expect(await readFile(join(folder, 'config.json'), 'utf8')).toBe('{}');
  });

  test('builds once when asked twice at the same time', async () => {
    const [first, second] = await Promise.all([modelFolder(recipe(), false), modelFolder(recipe(), false)]);
    expect(first).toBe(second);
    expect(builds).toBe(1);
  });

  test('leaves nothing behind when building fails', async () => {
    async function* failing(): ModelFiles {
      yield { path: 'config.json', content: '{}' };
      throw new Error('no more weights');
    }
    const build = async () => ({ files: failing(), sources: {} });
    await expect(modelFolder(recipe({ build }), false)).rejects.toThrow('no more weights');
    expect(await readdir(root)).toEqual([]);
  });

  test('says what to set when the cache cannot be written', async () => {
    // A file where the folder should be refuses everybody, also root, whom no permission stops.
    await mkdir(join(root, '..'), { recursive: true });
    await writeFile(root, 'a file');
    await expect(modelFolder(recipe(), false)).rejects.toMatchObject({
      code: 'CACHE_UNWRITABLE',
      message: expect.stringContaining('ATTACHE_CACHE_DIR'),
    });
  });
});
