import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AttacheError } from '../../errors.ts';
import { isSound, MANIFEST, type Manifest, sha256 } from './manifest.ts';

/** The files of a model, made one at a time so that only one of the large ones is in memory. */
export type ModelFiles = AsyncIterable<{ readonly path: string; readonly content: string | Uint8Array }>;

export interface ModelRecipe {
  /** Where built models live; created when missing. */
  readonly root: string;
  readonly kind: 'encoder' | 'reader';
  /** Changes with everything that the files depend on; part of the folder's name. */
  readonly key: string;
  readonly builder: number;
  /** Makes the files and tells the sources' checksums; called only when the folder is missing or damaged. */
  readonly build: () => Promise<{ readonly files: ModelFiles; readonly sources: Manifest['sources'] }>;
}

/** How long a folder of another version, or one left behind by a crash, is kept: another process may be using it. */
const KEEP_MS = 24 * 60 * 60 * 1000;

const underway = new Map<string, Promise<string>>();

/**
 * The folder of a model, built when it is missing or damaged. The folder's name says what it was built from, so that
 * versions live side by side. It is written under another name and renamed when complete: a reader sees all of it or
 * nothing, a crash leaves nothing behind that could be taken for a model, and of two processes that build at once the
 * second finds the first one's folder and throws its own away.
 *
 * @throws AttacheError CACHE_UNWRITABLE when it has to be built and cannot be written
 */
export async function modelFolder(recipe: ModelRecipe, verify: boolean): Promise<string> {
  const folder = join(recipe.root, `${recipe.kind}-${recipe.key.slice(0, 16)}`);
  const running = underway.get(folder);
  if (running) return running;
  const made = (async () => {
    if (await isSound(folder, recipe.key, verify)) return folder;
    await build(recipe, folder);
    return folder;
  })();
  underway.set(folder, made);
  try {
    return await made;
  } finally {
    underway.delete(folder);
  }
}

async function build(recipe: ModelRecipe, folder: string): Promise<void> {
  const draft = `${folder}.draft-${randomUUID()}`;
  const { files, sources } = await recipe.build();
  try {
    const contents: Manifest['files'] = {};
    for await (const { path, content } of files) {
      const file = join(draft, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      contents[path] = { bytes: Buffer.byteLength(content), sha256: sha256(content) };
    }
    const manifest: Manifest = { key: recipe.key, builder: recipe.builder, sources, files: contents };
    await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await publish(draft, folder, recipe.key);
  } catch (cause) {
    throw unwritable(recipe.root, cause);
  } finally {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
  await sweep(recipe.root, recipe.kind, folder);
}

/** Gives the draft its name. What stands there already is another process's, if it is sound; else it is in the way. */
async function publish(draft: string, folder: string, key: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(draft, folder);
      return;
    } catch (error) {
      if (await isSound(folder, key, true)) return;
      if (attempt === 3) throw error;
      const aside = `${folder}.draft-${randomUUID()}`;
      await rename(folder, aside).catch(() => undefined);
      await rm(aside, { recursive: true, force: true });
    }
  }
}

/** Removes folders of other versions and of crashed builds. Best effort: a leftover costs only disk. */
async function sweep(root: string, kind: string, current: string): Promise<void> {
  const names = await readdir(root).catch(() => []);
  for (const name of names) {
    const path = join(root, name);
    if (!name.startsWith(`${kind}-`) || path === current) continue;
    const changed = await stat(path).catch(() => null);
    if (changed && Date.now() - changed.mtimeMs > KEEP_MS) {
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

const WRITE_FAILURES = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'ENOTDIR',
  'EEXIST',
  'ENOENT',
]);

function unwritable(root: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === undefined || !WRITE_FAILURES.has(code)) return cause;
  return new AttacheError(
    'CACHE_UNWRITABLE',
    `The models cannot be built in ${root} (${code}). Make it writable, with 150 MB to spare, or set another folder: ` +
      'ATTACHE_CACHE_DIR, or the option `cacheDir`.',
    { cause },
  );
}
