import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import { AttacheError } from '../../errors.ts';
import { MIGRATIONS } from './migrations.ts';

/** Name of the database in the data folder; SQLite puts `-wal` and `-shm` beside it. */
export const DATABASE_FILE = 'bots.db';

/** How long one process waits for another's write (`attache report` beside a running bot). */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the bots' database and brings its schema up to date.
 *
 * Write-ahead log with `synchronous = NORMAL`: what was committed survives the death of the process at any moment
 * (`kill -9`), and only the last commits could be lost with the machine's power (https://sqlite.org/pragma.html#pragma_synchronous).
 */
export async function openDatabase(dataDir: string): Promise<Client> {
  const file = path.join(dataDir, DATABASE_FILE);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // One connection: pragmas hold for a connection, and writes queue up in any case.
    const client = createClient({ url: pathToFileURL(file).href, timeout: BUSY_TIMEOUT_MS, concurrency: 1 });
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute('PRAGMA synchronous = NORMAL');
    await client.execute('PRAGMA foreign_keys = ON');
    // What is forgotten is overwritten, not only unlinked: retention is a promise to the people who asked.
    await client.execute('PRAGMA secure_delete = ON');
    await migrate(client, file);
    return client;
  } catch (error) {
    if (error instanceof AttacheError) throw error;
    throw new AttacheError(
      'CACHE_UNWRITABLE',
      `Cannot open the bots' database ${file}: make the folder writable or set ATTACHE_DATA_DIR to another one.`,
      { cause: error },
    );
  }
}

async function migrate(client: Client, file: string): Promise<void> {
  const { rows } = await client.execute('PRAGMA user_version');
  const version = Number(rows[0]?.user_version ?? 0);
  if (version > MIGRATIONS.length) {
    throw new AttacheError(
      'SETTINGS_INVALID',
      `${file} was written by a newer Attaché (schema ${version}, this one knows ${MIGRATIONS.length}): update Attaché or set ATTACHE_DATA_DIR to another folder.`,
    );
  }
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < version) continue;
    await client.batch([...statements, `PRAGMA user_version = ${index + 1}`], 'write');
  }
}
