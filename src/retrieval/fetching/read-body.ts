import { PassThrough, pipeline, type Readable, type Transform } from 'node:stream';
import { pipeline as run } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Obstacle } from './obstacle.ts';
import { showBytes, showText } from './show.ts';

type Chunks = AsyncIterable<Uint8Array>;

interface BodyOptions {
  /** `Content-Encoding` as the server wrote it; 'file' for a file that is decompressed if it is compressed with gzip. */
  readonly encoding: string;
  /** On the wire and decompressed. */
  readonly limitBytes: number;
  readonly signal: AbortSignal;
}

/** What is understood, for `Accept-Encoding`. */
export const ACCEPTED_ENCODINGS = 'gzip, br, deflate';

/** First byte of gzip data (RFC 1952 section 2.3.1); no text begins with it. */
const GZIP_START = 0x1f;

/** Decoders by `Content-Encoding`, told the first byte. */
const DECODERS: Readonly<Record<string, (first: number) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  br: () => createBrotliDecompress(),
  // The zlib format, but some servers send bare deflate data (RFC 9110 section 8.4.1.2).
  deflate: (first) => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw()),
  file: (first) => (first === GZIP_START ? createGunzip() : new PassThrough()),
};

/**
 * A body's decompressed bytes. Counted while they flow: a bomb is left after the first byte over the limit.
 *
 * @throws Obstacle 'unusable'; errors of the stream and of zlib
 */
export async function readBody(
  body: Readable,
  { encoding, limitBytes, signal }: BodyOptions,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const limited = (chunks: Chunks) => upTo(limitBytes, chunks);
  await run(
    body,
    limited,
    decompressor(encoding),
    limited,
    async (chunks: Chunks) => {
      for await (const chunk of chunks) parts.push(chunk);
    },
    { signal },
  );
  return Buffer.concat(parts);
}

async function* upTo(limitBytes: number, chunks: Chunks): Chunks {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw tooLarge(limitBytes);
    yield chunk;
  }
}

export function tooLarge(limitBytes: number): Obstacle {
  return new Obstacle('unusable', `is larger than ${showBytes(limitBytes)}, so it is not read`);
}

function decompressor(encoding: string): (chunks: Chunks) => Chunks {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return (chunks) => chunks;
  const create = DECODERS[name];
  if (create === undefined) {
    const why = name.includes(',') ? 'more than once' : 'in a way that is not understood';
    throw new Obstacle('unusable', `is compressed ${why} ('${showText(name)}'), so it is not read`);
  }
  return (chunks) => decompressed(chunks, create);
}

async function* decompressed(chunks: Chunks, create: (first: number) => Transform): Chunks {
  const rest = chunks[Symbol.asyncIterator]();
  const first = await rest.next();
  // An empty document is often said to be compressed.
  if (first.done) return;
  // What fails on the way is thrown where the decoder is read.
  yield* pipeline(prepend(first.value, rest), create(first.value[0] ?? 0), () => {});
}

async function* prepend(first: Uint8Array, rest: AsyncIterator<Uint8Array>): Chunks {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}
