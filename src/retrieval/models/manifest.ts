import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** Name of the file that says what a model folder has to contain. */
export const MANIFEST = 'manifest.json';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z.object({
  /** What the folder was built from: see `modelKey`. */
  key: z.string(),
  builder: z.int(),
  /** Checksums of the source files, for whoever wants to know where the folder comes from. */
  sources: z.record(z.string(), sha256Schema),
  /** Size in bytes and checksum of each file, by its path in the folder. */
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256: sha256Schema })),
});

export type Manifest = z.infer<typeof manifestSchema>;

/**
 * Whether a folder holds everything that its manifest names. Sizes are compared by default, which costs a `stat` a
 * file and finds what a crash or a full disk leaves behind; `verify` also compares the checksums.
 */
export async function isSound(folder: string, key: string, verify: boolean): Promise<boolean> {
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
    if (manifest.key !== key) return false;
    for (const [path, { bytes, sha256 }] of Object.entries(manifest.files)) {
      const file = join(folder, path);
      if ((await stat(file)).size !== bytes) return false;
      if (verify && (await sha256OfFile(file)) !== sha256) return false;
    }
    return true;
  } catch {
    return false; // missing, cut off or foreign: build it once more
  }
}

/** SHA-256 in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of a file in hexadecimal, without reading it whole. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
