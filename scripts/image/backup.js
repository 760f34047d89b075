/**
 * Copies the bots' database while they run: `node bin/backup.js FILE`. A copy of the files alone could miss what still
 * stands in the write-ahead log.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';

const { ATTACHE_DATA_DIR: folder } = process.env;
const [target] = process.argv.slice(2);
const database = folder && join(folder, 'bots.db');

const complaint = !target
  ? 'Name the file that the copy goes into.'
  : !database || !existsSync(database)
    ? `There is no database ${database ?? ''}: set ATTACHE_DATA_DIR to the folder of the bots' data.`
    : existsSync(target)
      ? `${target} exists: name a file that does not.`
      : null;

if (complaint === null) {
  const client = createClient({ url: pathToFileURL(database).href, timeout: 5_000 });
  await client.execute({ sql: 'VACUUM INTO ?', args: [resolve(target)] });
  client.close();
} else {
  console.error(complaint);
  process.exitCode = 1;
}
