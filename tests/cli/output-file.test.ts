import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkOutput, writeOutput } from '../../src/cli/output-file.ts';
import { temporaryFolder } from '../bots/temporary-folder.ts';

describe('checkOutput', () => {
  it('accepts a file that is there, and one that is not', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'old'), 'old');
    await checkOutput(join(folder, 'old'));
    await checkOutput(join(folder, 'new'));
    expect(await readFile(join(folder, 'old'), 'utf8')).toBe('old');
  });

  it('refuses a file in a folder that is not there', async () => {
    await expect(checkOutput('/no/such/folder/out')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringMatching(/^The file \/no\/such\/folder\/out cannot be written \(ENOENT\)\. /),
    });
  });

  it('refuses a folder and a device, which a file would replace', async () => {
    for (const path of [await temporaryFolder(), '/dev/null'])
      await expect(checkOutput(path)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });
});

describe('writeOutput', () => {
  it('writes the text', async () => {
    const file = join(await temporaryFolder(), 'out');
    await writeOutput(file, 'text\n');
    expect(await readFile(file, 'utf8')).toBe('text\n');
  });

  it('names the file that cannot be written', async () => {
    await expect(writeOutput('/no/such/folder/out', 'text')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('/no/such/folder/out'),
    });
  });
});
