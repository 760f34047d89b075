/**
 * Builds the models and the index of the shipped articles into an assembled folder, so that a container starts
 * without doing so: `tsx scripts/image/bake.ts APP`.
 */
import { execFile } from 'node:child_process';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { z } from 'zod';
import { EXIT } from '../../src/cli/exit-codes.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const app = resolve(positionals[0] ?? 'build/app');
const cache = join(app, 'cache');

/** In full precision a model weighs three times as much, and nothing uses it unless told to. */
const FULL_PRECISION = 'onnx/model.onnx';
const QUANTISED = 'onnx/model_quantized.onnx';

const manifestSchema = z.looseObject({ files: z.record(z.string(), z.looseObject({ bytes: z.number() })) });

/** Any question brings about all that questions need; whether the articles answer it does not matter. */
async function askOnce(): Promise<void> {
  const env = { PATH: process.env.PATH, ATTACHE_CACHE_DIR: cache };
  const asked = promisify(execFile)(
    process.execPath,
    [join(app, 'dist/cli/main.js'), 'ask', 'who did what?'],
    { env },
  );
  await asked.catch((error: { code?: unknown; stderr?: string }) => {
    if (error.code !== EXIT.abstained) throw new Error(`The program does not run in ${app}: ${error.stderr}`);
  });
}

/** Takes the full-precision weights out of a model's folder and off its manifest. Returns the bytes that are left. */
async function lighten(folder: string): Promise<number> {
  const file = join(folder, 'manifest.json');
  const manifest = manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const { [FULL_PRECISION]: heavy, ...rest } = manifest.files;
  if (heavy && rest[QUANTISED]) {
    await rm(join(folder, FULL_PRECISION));
    await writeFile(file, `${JSON.stringify({ ...manifest, files: rest }, null, 2)}\n`);
  }
  return Object.values(rest).reduce((sum, { bytes }) => sum + bytes, 0);
}

const show = (name: string, bytes: number) =>
  process.stdout.write(`${name.padEnd(45)} ${(bytes / 1e6).toFixed(1).padStart(7)} MB\n`);

await askOnce();
const models = join(cache, 'models');
for (const name of await readdir(models)) show(`cache/models/${name}`, await lighten(join(models, name)));
const index = join(cache, 'index');
for (const name of await readdir(index)) show(`cache/index/${name}`, (await stat(join(index, name))).size);
