import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { Slices } from './slices.ts';

/** Marks the file and the version of this layout. */
const MAGIC = 'ATS1';
/** Magic, length of the table of contents, its checksum; then the table, then the sections. */
const PREAMBLE_BYTES = 12;
/** Sections begin at a multiple of this, so that they can be read in place as numbers. */
const ALIGNMENT = 8;
/** A file that a killed process left half-written is removed after this time: another may be writing it; ms. */
const KEEP_DRAFTS_MS = 60 * 60 * 1000;
const DRAFT = '.draft';

const contentsSchema = z.object({
  stamp: z.record(z.string(), z.string()),
  sections: z.array(
    z.object({ name: z.string(), bytes: z.number().int().nonnegative(), crc32: z.number().int() }),
  ),
});

/** Data under names, each in one or more pieces that follow one another. */
export type Sections = Readonly<Record<string, readonly NodeJS.ArrayBufferView[]>>;

/** A file as it was read. */
export interface SectionFile {
  /** What the writer told of how the content was made. */
  readonly stamp: Readonly<Record<string, string>>;
  /** The bytes of a section, at an address that suits any typed array; empty where there is none of that name. */
  section(name: string): Uint8Array;
}

/**
 * Reads a file of sections, all of it checked.
 * @returns null where there is none, 'damaged' where it is not what was written
 * @throws the file system's error where it cannot be read
 */
export async function readSections(file: string): Promise<SectionFile | 'damaged' | null> {
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return decode(content) ?? 'damaged';
}

function decode(content: Buffer): SectionFile | null {
  if (content.length < PREAMBLE_BYTES || content.toString('latin1', 0, 4) !== MAGIC) return null;
  const tableEnd = PREAMBLE_BYTES + content.readUInt32LE(4);
  if (tableEnd > content.length) return null;
  const table = content.subarray(PREAMBLE_BYTES, tableEnd);
  if (crc32(table) !== content.readUInt32LE(8)) return null;
  const contents = contentsSchema.safeParse(JSON.parse(table.toString()));
  if (!contents.success) return null;
  const found = new Map<string, Uint8Array>();
  let at = aligned(tableEnd);
  for (const section of contents.data.sections) {
    const bytes = content.subarray(at, at + section.bytes);
    if (bytes.length !== section.bytes || crc32(bytes) !== section.crc32) return null;
    found.set(section.name, bytes);
    at = aligned(at + section.bytes);
  }
  return { stamp: contents.data.stamp, section: (name) => found.get(name) ?? new Uint8Array() };
}

/**
 * Writes a file of sections: all of it, or nothing, whatever happens meanwhile. It is written piece by piece, since all
 * pieces in one buffer would double the memory that a large index takes.
 * @throws the file system's error where it cannot be written
 */
export async function writeSections(
  file: string,
  stamp: Readonly<Record<string, string>>,
  sections: Sections,
): Promise<void> {
  const slices = new Slices();
  const contents: z.infer<typeof contentsSchema> = { stamp, sections: [] };
  for (const [name, pieces] of Object.entries(sections)) {
    let checksum = 0;
    let bytes = 0;
    for (const piece of pieces) {
      checksum = crc32(piece, checksum);
      bytes += piece.byteLength;
      await slices.pause();
    }
    contents.sections.push({ name, bytes, crc32: checksum });
  }
  const table = Buffer.from(JSON.stringify(contents));
  const preamble = Buffer.alloc(PREAMBLE_BYTES);
  preamble.write(MAGIC, 0, 'latin1');
  preamble.writeUInt32LE(table.length, 4);
  preamble.writeUInt32LE(crc32(table), 8);
  await mkdir(dirname(file), { recursive: true });
  await replace(file, withPadding([[preamble, table], ...Object.values(sections)]));
  await sweepDrafts(file);
}

/** Writes under another name, then renames. */
async function replace(file: string, pieces: Iterable<NodeJS.ArrayBufferView>): Promise<void> {
  const draft = `${file}.${randomUUID()}${DRAFT}`;
  try {
    const handle = await open(draft, 'wx');
    try {
      for (const batch of batches(pieces)) await handle.writev(batch);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Bytes and pieces that are handed to the system at once. */
const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_PIECES = 512;

function* batches(pieces: Iterable<NodeJS.ArrayBufferView>): Generator<NodeJS.ArrayBufferView[]> {
  let batch: NodeJS.ArrayBufferView[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    if (piece.byteLength === 0) continue;
    batch.push(piece);
    bytes += piece.byteLength;
    if (bytes < BATCH_BYTES && batch.length < BATCH_PIECES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function* withPadding(
  sections: readonly (readonly NodeJS.ArrayBufferView[])[],
): Generator<NodeJS.ArrayBufferView> {
  let at = 0;
  for (const pieces of sections) {
    const padding = aligned(at) - at;
    yield new Uint8Array(padding);
    at += padding;
    for (const piece of pieces) {
      yield piece;
      at += piece.byteLength;
    }
  }
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

/** Removes what processes that were killed have left behind. Best effort: a leftover costs only disk. */
async function sweepDrafts(file: string): Promise<void> {
  const folder = dirname(file);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(basename(file)) || !name.endsWith(DRAFT)) continue;
    const path = join(folder, name);
    const changed = await stat(path).catch(() => null);
    if (changed && Date.now() - changed.mtimeMs > KEEP_DRAFTS_MS) await rm(path, { force: true });
  }
}
