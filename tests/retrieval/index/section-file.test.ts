import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSections, writeSections } from '../../../src/retrieval/index/section-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const sections = {
  text: [Buffer.from('Kärdla'), Buffer.from(' and Narva')],
  empty: [],
  numbers: [Uint32Array.of(1, 2), Uint32Array.of(3)],
};

async function written(): Promise<string> {
  const file = join(await temporaryFolder(), 'folder', 'some.sections');
  await writeSections(file, { code: 'x' }, sections);
  return file;
}

async function content(file: string) {
  const read = await readSections(file);
  if (read === null || read === 'damaged') return read;
  return [
    read.stamp,
    ...Object.keys(sections).map((name) => Buffer.from(read.section(name)).toString('hex')),
  ];
}

describe('a file of sections', () => {
  it('gives back what was written, joined', async () => {
    const read = await readSections(await written());
    if (read === null || read === 'damaged') expect.unreachable();
    expect(read.stamp).toEqual({ code: 'x' });
    expect(Buffer.from(read.section('text')).toString()).toBe('Kärdla and Narva');
    const { buffer, byteOffset } = read.section('numbers');
    expect([...new Uint32Array(buffer, byteOffset, 3)]).toEqual([1, 2, 3]);
    expect(read.section('empty')).toHaveLength(0);
    expect(read.section('no such')).toHaveLength(0);
  });

  it('tells that there is none', async () => {
    expect(await readSections(join(await temporaryFolder(), 'none'))).toBeNull();
  });

  it('is damaged wherever it is cut off', async () => {
    const file = await written();
    const whole = await readFile(file);
    for (let length = 0; length < whole.length; length++) {
      await writeFile(file, whole.subarray(0, length));
      expect(await content(file), `${length} bytes`).toBe('damaged');
    }
  });

  it('never gives other data, whichever byte is flipped', async () => {
    const file = await written();
    const whole = await readFile(file);
    const sound = await content(file);
    for (let at = 0; at < whole.length; at++) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] as number) ^ 0x40;
      await writeFile(file, bytes);
      const read = await content(file);
      if (read !== 'damaged') expect(read, `byte ${at}`).toEqual(sound);
    }
  });

  it('is replaced whole', async () => {
    const file = await written();
    await writeSections(file, { code: 'y' }, { text: [Buffer.from('new')] });
    const read = await readSections(file);
    if (read === null || read === 'damaged') expect.unreachable();
    expect(read.stamp).toEqual({ code: 'y' });
    expect(read.section('numbers')).toHaveLength(0);
  });
});
