import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Client, createClient, LibsqlError } from '@libsql/client';
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
  let client: Client | null = null;
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // One connection: pragmas hold for a connection, and writes queue up in any case.
    client = createClient({ url: pathToFileURL(file).href, timeout: BUSY_TIMEOUT_MS, concurrency: 1 });
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute('PRAGMA synchronous = NORMAL');
    await client.execute('PRAGMA foreign_keys = ON');
    // What is forgotten is overwritten, not only unlinked: retention is a promise to the people who asked.
    await client.execute('PRAGMA secure_delete = ON');
    await migrate(client, file);
    // Reads the schema: what is damaged should show now.
    await client.execute('SELECT COUNT(*) FROM sqlite_schema');
    return client;
  } catch (error) {
    client?.close();
    if (error instanceof AttacheError) throw error;
    if (DAMAGED.test(codeOf(error))) throw damaged(file, error);
    throw new AttacheError(
      'CACHE_UNWRITABLE',
      `Cannot open the bots' database ${file}: make the folder writable or set ATTACHE_DATA_DIR to another one.`,
      { cause: error },
    );
  }
}

/** SQLite's codes for a file that is no database, or no whole one, https://sqlite.org/rescode.html. */
const DAMAGED = /^SQLITE_(NOTADB|CORRUPT)/;

function damaged(file: string, cause: unknown): AttacheError {
  const message = `The bots' database ${file} is damaged: put a backup in its place (docs/deploy.md), or move it and what lies beside it (-wal, -shm) away to begin with an empty one.`;
  return new AttacheError('CACHE_UNWRITABLE', message, { cause });
}

function codeOf(error: unknown): string {
  return error instanceof LibsqlError ? (error.extendedCode ?? error.code) : '';
}

/** Brings the schema up to date; several processes may do so at the same time. */
export async function migrate(client: Pick<Client, 'execute' | 'batch'>, file: string): Promise<void> {
  for (;;) {
    const { rows } = await client.execute('PRAGMA user_version');
    const version = Number(rows[0]?.user_version ?? 0);
    if (version > MIGRATIONS.length) {
      throw new AttacheError(
        'SETTINGS_INVALID',
        `${file} was written by a newer Attaché (schema ${version}, this one knows ${MIGRATIONS.length}): update Attaché or set ATTACHE_DATA_DIR to another folder.`,
      );
    }
    const statements = MIGRATIONS[version];
    if (statements === undefined) return;
    try {
      await client.batch(
        [...onlyFrom(version), ...statements, `PRAGMA user_version = ${version + 1}`],
        'write',
      );
    } catch (error) {
      if (codeOf(error) !== OVERTAKEN) throw error;
    }
  }
}

/** Code of a batch that another process, or another adapter in this one, was ahead of. */
const OVERTAKEN = 'SQLITE_CONSTRAINT_CHECK';

/**
 * Statements that fail unless the schema is at `version`. The version is read again where nobody else can write. Not in
 * a transaction of several calls: a second one in this process would wait for it without letting it go on.
 */
function onlyFrom(version: number): string[] {
  return [
    `CREATE TEMP TABLE expected (version INTEGER CHECK (version = ${version}))`,
    'INSERT INTO expected SELECT user_version FROM pragma_user_version',
    'DROP TABLE expected',
  ];
}
