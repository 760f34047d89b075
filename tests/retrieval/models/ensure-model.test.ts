import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ensureModel } from '../../../src/retrieval/models/ensure-model.ts';
import type { ModelProgress } from '../../../src/retrieval/models/model-progress.ts';
import { emptyFolder, sharedCache } from './shared-cache.ts';

function inProcess(script: string, argument: string): Promise<{ stdout: string; stderr: string }> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return promisify(execFile)(process.execPath, ['--import', 'tsx', path, argument]);
}

describe('ensureModel', () => {
  test('builds a folder for transformers.js, and reports it', async () => {
    const progress: ModelProgress[] = [];
    const cacheDir = await emptyFolder();
    const { folder } = await ensureModel('encoder', {
      adapter: null,
      cacheDir,
      onProgress: (step) => progress.push(step),
    });
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(
      [
        'config.json',
        'manifest.json',
        'onnx',
        join('onnx', 'model.onnx'),
        join('onnx', 'model_quantized.onnx'),
        'tokenizer.json',
        'tokenizer_config.json',
      ].sort(),
    );
    const tokenizer = JSON.parse(await readFile(join(folder, 'tokenizer.json'), 'utf8'));
    expect(tokenizer).toMatchObject({ padding: null, truncation: null });
    expect(progress.map(({ stage, file }) => file ?? stage)).toEqual([
      'reading weights',
      'onnx/model.onnx',
      'onnx/model_quantized.onnx',
      'ready',
    ]);
  });

  test('builds in two processes at once, and both find the one folder', async () => {
    const cacheDir = await emptyFolder();
    const runs = await Promise.all([1, 2].map(() => inProcess('build-in-process.ts', cacheDir)));
    const folders = runs.map(({ stdout }) => stdout);
    expect(folders[0]).toBe(folders[1]);
    expect(await readdir(join(cacheDir, 'models'))).toHaveLength(1);
    expect(runs.map(({ stderr }) => stderr)).toEqual(['', '']);
    expect((await ensureModel('encoder', { adapter: null, cacheDir, verify: true })).folder).toBe(folders[0]);
  });

  test('builds graphs that onnxruntime has nothing to say about, with all of its optimisations', async () => {
    const { folder } = await ensureModel('encoder', { adapter: null, cacheDir: sharedCache });
    expect(await inProcess('load-loudly.ts', folder)).toEqual({ stdout: '', stderr: '' });
  });

  test('stops when asked to', async () => {
    const cacheDir = await emptyFolder();
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    await expect(
      ensureModel('encoder', { adapter: null, cacheDir, onProgress, signal: controller.signal }),
    ).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(await readdir(join(cacheDir, 'models')).catch(() => [])).toEqual([]);
  });

  test('does not report when there is nothing to build', async () => {
    await ensureModel('encoder', { adapter: null, cacheDir: sharedCache });
    const progress: ModelProgress[] = [];
    await ensureModel('encoder', {
      adapter: null,
      cacheDir: sharedCache,
      onProgress: (step) => progress.push(step),
    });
    expect(progress).toEqual([]);
  });

  test.each([
    ['encoder', 'ATTACHE_EMBEDDING_MODEL'],
    ['reader', 'ATTACHE_READER=off'],
  ] as const)('says which weights of the %s are missing, and what to do', async (kind, remedy) => {
    const adapter = join(await emptyFolder(), 'weights.safetensors');
    await expect(ensureModel(kind, { adapter, cacheDir: sharedCache })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringMatching(new RegExp(`weights\\.safetensors.*${remedy}`)),
    });
  });
});
