/**
 * Puts together what a server needs: `tsx scripts/image/assemble.ts OUT [--arch x64]`.
 *
 * OUT becomes a folder that runs by itself: the compiled program, its data, and of the installed packages only what is
 * loaded. The working tree is only read. Run `npm run build` before.
 */
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { packageFile } from '../../src/package-files.ts';
import { isKept, reasonToLeaveOut, STUBS, type Target } from './leave-out.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    platform: { type: 'string', default: process.platform },
    arch: { type: 'string', default: process.arch },
  },
});
const root = packageFile('.');
const out = resolve(positionals[0] ?? 'build/app');
const target: Target = { platform: values.platform, arch: values.arch };

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })),
});
const manifestSchema = z.looseObject({ version: z.string(), files: z.array(z.string()) });

/** `node_modules/a/node_modules/@b/c` → `@b/c`. */
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Files of a package without those of the packages installed in it, relative to it; a bundle may hold a `node_modules` too. */
async function filesOf(folder: string, below = ''): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const nested = entries.map((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return path === 'node_modules' ? [] : filesOf(folder, path);
  });
  return (await Promise.all(nested)).flat();
}

async function bytesOf(folder: string, files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Packages of the lock file that production needs and that are installed here: optional ones may not be. */
async function productionPackages(): Promise<string[]> {
  const lock = lockSchema.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  const paths = Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path]) => path);
  const installed = await Promise.all(
    paths.map((path) => stat(join(root, path, 'package.json')).catch(() => null)),
  );
  return paths.filter((_, index) => installed[index] !== null);
}

async function copyFiles(path: string, files: readonly string[]): Promise<void> {
  await Promise.all(files.map((file) => cp(join(root, path, file), join(out, path, file))));
}

/** A package in the place of one that is imported and never used. */
async function writeStub(path: string, content: string): Promise<void> {
  const name = nameOf(path);
  const { version } = manifestSchema
    .pick({ version: true })
    .parse(JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8')));
  await mkdir(join(out, path), { recursive: true });
  const manifest = { name, version, type: 'module', exports: './index.js' };
  await writeFile(join(out, path, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(join(out, path, 'index.js'), content);
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1).padStart(7)} MB`;

await mkdir(out, { recursive: true });
if ((await readdir(out)).length > 0) {
  throw new Error(`${out} is not empty: name a folder that is, or that does not exist yet.`);
}
const manifest = manifestSchema.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
for (const path of ['package.json', 'LICENSE', ...manifest.files]) {
  const isCode = path === 'dist';
  await cp(join(root, path), join(out, path), {
    recursive: true,
    filter: (file) => !(isCode && file.endsWith('.d.ts')),
  });
}
for (const script of ['entrypoint.sh', 'healthcheck.js', 'backup.js']) {
  await cp(join(import.meta.dirname, script), join(out, 'bin', script));
}

const sizes: { readonly path: string; readonly before: number; readonly after: number }[] = [];
for (const path of await productionPackages()) {
  const name = nameOf(path);
  const files = await filesOf(join(root, path));
  const before = await bytesOf(join(root, path), files);
  // A package goes with those installed inside it.
  const isLeftOut = path
    .split(/(?<=.)\/node_modules\//)
    .some((part) => reasonToLeaveOut(nameOf(part)) !== null);
  const stub = STUBS[name];
  const kept = isLeftOut || stub !== undefined ? [] : files.filter((file) => isKept(name, file, target));
  if (stub !== undefined) await writeStub(path, stub);
  else await copyFiles(path, kept);
  sizes.push({ path, before, after: await bytesOf(join(root, path), kept) });
}

const total = (of: 'before' | 'after') => sizes.reduce((sum, size) => sum + size[of], 0);
const largest = sizes.toSorted((a, b) => b.before - a.before).slice(0, 15);
for (const { path, before, after } of [
  ...largest,
  { path: 'node_modules', before: total('before'), after: total('after') },
]) {
  process.stdout.write(`${path.padEnd(45)} ${megabytes(before)} → ${megabytes(after)}\n`);
}
