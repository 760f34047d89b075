import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createReader } from '../../../src/answers/reader/create-reader.ts';
import { readWordPiece } from '../../../src/answers/reader/read-word-piece.ts';
import type { Reader, ReaderInput } from '../../../src/answers/reader/reader.ts';
import { readerSequence } from '../../../src/answers/reader/reader-sequence.ts';
import type { WordPieceTokenizer } from '../../../src/answers/reader/word-piece.ts';
import { packageFile } from '../../../src/package-files.ts';
import { ensureModel } from '../../../src/retrieval/models/ensure-model.ts';
import { sharedCache } from '../../retrieval/models/shared-cache.ts';

/** What `training/export.py --parity` wrote for the weights that ship: PyTorch's tokens and logits. */
const FIXTURE = fileURLToPath(new URL('parity.json', import.meta.url));
const WEIGHTS = packageFile('data/models/reader/reader.safetensors');

const fixtureSchema = z.array(
  z.object({
    question: z.string(),
    context: z.string(),
    inputIds: z.array(z.int()),
    tokenTypes: z.array(z.int()),
    startLogits: z.array(z.number()),
    endLogits: z.array(z.number()),
  }),
);

const ready = existsSync(FIXTURE) && existsSync(WEIGHTS);

describe.skipIf(!ready)('the shipped reader', () => {
  const examples = ready ? fixtureSchema.parse(JSON.parse(readFileSync(FIXTURE, 'utf8'))) : [];
  let fp32: Reader;
  let q8: Reader;
  let tokenizer: WordPieceTokenizer;

  beforeAll(async () => {
    fp32 = await createReader({ dtype: 'fp32', cacheDir: sharedCache });
    q8 = await createReader({ dtype: 'q8', cacheDir: sharedCache });
    const { folder } = await ensureModel('encoder', { adapter: null, cacheDir: sharedCache });
    tokenizer = (await readWordPiece(folder)) as WordPieceTokenizer;
  });

  afterAll(async () => {
    await fp32?.close();
    await q8?.close();
  });

  const input = (context: string): ReaderInput => ({
    title: null,
    date: null,
    heading: null,
    passage: context,
  });

  test("sees the training's tokens", () => {
    for (const { question, context, inputIds, tokenTypes } of examples) {
      const { ids, contextStart } = readerSequence(tokenizer, question, input(context), 320);
      expect(ids).toEqual(inputIds);
      expect(ids.map((_, position) => (position < contextStart ? 0 : 1))).toEqual(tokenTypes);
    }
  });

  test("gives the training's logits", async () => {
    for (const { question, context, startLogits, endLogits } of examples) {
      const [output] = await fp32.read(question, [input(context)]);
      const first = startLogits.length - 1 - (output?.tokens.length ?? 0);
      expect(output?.nullScore).toBeCloseTo((startLogits[0] ?? 0) + (endLogits[0] ?? 0), 2);
      output?.tokens.forEach(({ startLogit, endLogit }, i) => {
        expect(startLogit).toBeCloseTo(startLogits[first + i] ?? Number.NaN, 2);
        expect(endLogit).toBeCloseTo(endLogits[first + i] ?? Number.NaN, 2);
      });
    }
  });

  test('judges alike in eight bits', async () => {
    for (const { question, context } of examples) {
      const [exact] = await fp32.read(question, [input(context)]);
      const [quick] = await q8.read(question, [input(context)]);
      const margin = (output: typeof exact) => (output?.spans[0]?.score ?? 0) - (output?.nullScore ?? 0);
      expect(Math.abs(margin(quick) - margin(exact))).toBeLessThan(2);
    }
  });
});
