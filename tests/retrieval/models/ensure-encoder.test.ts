import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ensureEncoder } from '../../../src/retrieval/models/ensure-encoder.ts';
import type { ModelProgress } from '../../../src/retrieval/models/model-progress.ts';
import { emptyFolder, sharedCache } from './shared-cache.ts';

function inProcess(script: string, argument: string): Promise<{ stdout: string; stderr: string }> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return promisify(execFile)(process.execPath, ['--import', 'tsx', path, argument]);
}

describe('ensureEncoder', () => {
  test('builds a folder for transformers.js, and reports it', async () => {
    const progress: ModelProgress[] = [];
    const cacheDir = await emptyFolder();
    const { folder } = await ensureEncoder({ cacheDir, onProgress: (step) => progress.push(step) });
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
    expect((await ensureEncoder({ cacheDir, verify: true })).folder).toBe(folders[0]);
  });

  test('builds graphs that onnxruntime has nothing to say about, with all of its optimisations', async () => {
    const { folder } = await ensureEncoder({ cacheDir: sharedCache });
    expect(await inProcess('load-loudly.ts', folder)).toEqual({ stdout: '', stderr: '' });
  });

  test('stops when asked to', async () => {
    const cacheDir = await emptyFolder();
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    await expect(ensureEncoder({ cacheDir, onProgress, signal: controller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(await readdir(join(cacheDir, 'models')).catch(() => [])).toEqual([]);
  });

  test('does not report when there is nothing to build', async () => {
    await ensureEncoder({ cacheDir: sharedCache });
    const progress: ModelProgress[] = [];
    await ensureEncoder({ cacheDir: sharedCache, onProgress: (step) => progress.push(step) });
    expect(progress).toEqual([]);
  });
});
