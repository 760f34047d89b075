/** Run as a process of its own: builds the encoder in the cache folder given, and prints the model folder. */
import { ensureEncoder } from '../../../src/retrieval/models/ensure-encoder.ts';

const { folder } = await ensureEncoder({ cacheDir: process.argv[2] as string });
process.stdout.write(folder);
