import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Marks the file and its version: 'ATV' and a digit. */
const MAGIC = 'ATV1';
const HEADER_BYTES = 16;
/** Half a SHA-256 is plenty to tell texts apart. */
const KEY_BYTES = 16;

/**
 * Vectors by the text that they embed, in one file, so that a restart embeds only what is new.
 * Layout (little endian): magic, dimensions (u32), count (u32), reserved (u32); then per entry the key and the values.
 * A damaged or foreign file counts as empty: everything in it can be computed again.
 */
export class VectorCache {
  readonly #file: string;
  readonly #dimensions: number;
  readonly #known: Map<string, Float32Array>;
  readonly #used = new Map<string, Float32Array>();

  private constructor(file: string, dimensions: number, known: Map<string, Float32Array>) {
    this.#file = file;
    this.#dimensions = dimensions;
    this.#known = known;
  }

  /** @param file path that belongs to one model and one corpus */
  static async open(file: string, dimensions: number): Promise<VectorCache> {
    let content: Buffer;
    try {
      content = await readFile(file);
    } catch {
      content = Buffer.alloc(0);
    }
    return new VectorCache(file, dimensions, decode(content, dimensions));
  }

  get(text: string): Float32Array | undefined {
    const key = keyOf(text);
    const vector = this.#known.get(key);
    if (vector) this.#used.set(key, vector);
    return vector;
  }

  set(text: string, vector: Float32Array): void {
    const key = keyOf(text);
    this.#known.set(key, vector);
    this.#used.set(key, vector);
  }

  /** Writes what was read or set since `open`; what no text asked for any more is dropped. Atomic. */
  async save(): Promise<void> {
    const entryBytes = KEY_BYTES + 4 * this.#dimensions;
    const content = Buffer.alloc(HEADER_BYTES + this.#used.size * entryBytes);
    content.write(MAGIC, 0, 'latin1');
    content.writeUInt32LE(this.#dimensions, 4);
    content.writeUInt32LE(this.#used.size, 8);
    let at = HEADER_BYTES;
    for (const [key, vector] of this.#used) {
      content.write(key, at, 'hex');
      Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).copy(content, at + KEY_BYTES);
      at += entryBytes;
    }
    await mkdir(dirname(this.#file), { recursive: true });
    await writeFileAtomic(this.#file, content);
  }
}

function keyOf(text: string): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, 2 * KEY_BYTES);
}

function decode(content: Buffer, dimensions: number): Map<string, Float32Array> {
  const known = new Map<string, Float32Array>();
  const entryBytes = KEY_BYTES + 4 * dimensions;
  if (content.length < HEADER_BYTES || content.toString('latin1', 0, 4) !== MAGIC) return known;
  const count = content.readUInt32LE(8);
  if (content.readUInt32LE(4) !== dimensions || content.length !== HEADER_BYTES + count * entryBytes)
    return known;
  for (let at = HEADER_BYTES; at < content.length; at += entryBytes) {
    const key = content.toString('hex', at, at + KEY_BYTES);
    const values = new Float32Array(dimensions);
    content.copy(Buffer.from(values.buffer), 0, at + KEY_BYTES, at + entryBytes);
    known.set(key, values);
  }
  return known;
}
