import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AttacheError } from '../../errors.ts';

/** A run gives a sign of life this often, however long its source takes to answer; ms. */
const SIGN_OF_LIFE_MS = 5 * 60_000;

/** A run that gave no sign of life for so long is gone, or its machine; ms. */
const STALE_MS = 30 * 60_000;

const holder = z.object({ id: z.string(), pid: z.int(), host: z.string() });

/** The right to write into a folder, which one run at a time has. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes the lock, and keeps it until it is released or the process ends. That of a process that is gone is taken over.
 *
 * @throws AttacheError INGEST_FAILED where another run has it
 */
export async function takeLock(path: string): Promise<Lock> {
  const id = randomUUID();
  await mkdir(dirname(path), { recursive: true });
  // Two attempts: the second after a stale one was taken away.
  for (let attempt = 0; attempt < 2; attempt++) {
    if (await create(path, id)) {
      const signs = setInterval(() => {
        utimes(path, new Date(), new Date()).catch(() => undefined);
      }, SIGN_OF_LIFE_MS).unref();
      return {
        async release() {
          clearInterval(signs);
          if ((await read(path))?.id === id) await rm(path, { force: true });
        },
      };
    }
    if (!(await removeStale(path))) break;
  }
  throw new AttacheError(
    'INGEST_FAILED',
    `Another run is writing into '${dirname(dirname(path))}'. Wait until it is done; if there is none, delete '${path}'.`,
  );
}

/** A link appears whole or not at all, so that nobody reads half a lock. */
async function create(path: string, id: string): Promise<boolean> {
  const own = `${path}-${id}`;
  await writeFile(own, JSON.stringify({ id, pid: process.pid, host: hostname() }));
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Takes a stale lock away, and gives it back where another run was faster and the lock is already that one's. */
async function removeStale(path: string): Promise<boolean> {
  const seen = await read(path);
  if (!(await isStale(path, seen))) return false;
  const aside = `${path}-${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  const taken = await read(aside);
  if (taken?.id !== seen?.id) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return taken?.id === seen?.id;
}

async function isStale(path: string, seen: z.infer<typeof holder> | null): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found === null) return true;
  if (Date.now() - found.mtimeMs > STALE_MS) return true;
  return seen !== null && seen.host === hostname() && !isRunning(seen.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function read(path: string): Promise<z.infer<typeof holder> | null> {
  try {
    return holder.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}
