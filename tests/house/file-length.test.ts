import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** A longer file holds more than one thing. */
const MOST_LINES = 300;

it.each(['src', 'scripts', 'tests'])('no file of %s is longer than 300 lines', (folder) => {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const long = files
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => readFileSync(join(ROOT, folder, file), 'utf8').split('\n').length > MOST_LINES + 1);
  expect(long).toEqual([]);
});
