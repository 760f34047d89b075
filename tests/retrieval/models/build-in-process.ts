/** Run as a process of its own: builds the encoder in the cache folder given, and prints the model folder. */
import { ensureModel } from '../../../src/retrieval/models/ensure-model.ts';

const { folder } = await ensureModel('encoder', { adapter: null, cacheDir: process.argv[2] as string });
process.stdout.write(folder);
