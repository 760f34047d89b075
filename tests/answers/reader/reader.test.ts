import { join } from 'node:path';
import { AutoModel, Tensor } from '@huggingface/transformers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReader } from '../../../src/answers/reader/create-reader.ts';
import { readWordPiece } from '../../../src/answers/reader/read-word-piece.ts';
import type { Reader, ReaderInput, ReaderOutput } from '../../../src/answers/reader/reader.ts';
import { readerSequence } from '../../../src/answers/reader/reader-sequence.ts';
import type { WordPieceTokenizer } from '../../../src/answers/reader/word-piece.ts';
import { ensureModel } from '../../../src/retrieval/models/ensure-model.ts';
import { anyText } from '../../any-text.ts';
import { emptyFolder, sharedCache } from '../../retrieval/models/shared-cache.ts';
import { writeSafetensors } from '../../retrieval/models/write-safetensors.ts';
import { head, numbers, writeEqualAdapters, writeHeadAdapter } from './random-adapter.ts';

const QUESTION = 'Who visited Ljubljana?';
const INPUT: ReaderInput = {
  title: 'Chinese delegation visited Brussels and Ljubljana region',
  date: '14 November 2023',
  heading: 'The Slovenian leg',
  passage:
    'A delegation of the NDRC visited Škofja Loka, Kranj and Ljubljana from Oct. 22 to 29. It met the mayors.',
};

let folder: string;
let adapter: string;
let encoderFolder: string;
let fp32: Reader;
let q8: Reader;
let tokenizer: WordPieceTokenizer;

beforeAll(async () => {
  folder = await emptyFolder();
  adapter = join(folder, 'head.safetensors');
  await writeHeadAdapter(adapter);
  encoderFolder = (await ensureModel('encoder', { adapter: null, cacheDir: sharedCache })).folder;
  tokenizer = (await readWordPiece(encoderFolder)) as WordPieceTokenizer;
  fp32 = await createReader({ adapter, dtype: 'fp32', cacheDir: folder });
  q8 = await createReader({ adapter, cacheDir: folder });
});

afterAll(async () => {
  await fp32?.close();
  await q8?.close();
});

async function read(reader: Reader, input: ReaderInput, question = QUESTION): Promise<ReaderOutput> {
  const [output] = await reader.read(question, [input]);
  return output as ReaderOutput;
}

describe('the default reader', () => {
  test("gives the head's logits for the encoder's hidden states", async () => {
    const { ids, contextStart, tokens } = readerSequence(tokenizer, QUESTION, INPUT, 320);
    const encoder = await AutoModel.from_pretrained(encoderFolder, { dtype: 'fp32', local_files_only: true });
    const tensor = (values: number[]) =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const { last_hidden_state } = await encoder({
      input_ids: tensor([...ids]),
      attention_mask: tensor(ids.map(() => 1)),
      token_type_ids: tensor(ids.map((_, i) => (i < contextStart ? 0 : 1))),
    });
    await encoder.dispose();
    const logit = (position: number, side: 0 | 1): number => {
      let sum = head.bias[side] as number;
      for (let i = 0; i < 384; i++) {
        sum += (last_hidden_state.data[position * 384 + i] ?? 0) * (head.weight[side * 384 + i] ?? 0);
      }
      return sum;
    };

    const output = await read(fp32, INPUT);
    expect(output.nullScore).toBeCloseTo(logit(0, 0) + logit(0, 1), 3);
    expect(output.tokens).toHaveLength(tokens.length);
    output.tokens.forEach((token, i) => {
      const position = tokens[i]?.position as number;
      expect(token.startLogit).toBeCloseTo(logit(position, 0), 3);
      expect(token.endLogit).toBeCloseTo(logit(position, 1), 3);
    });
  });

  test('stays close to them in eight bits', async () => {
    const exact = await read(fp32, INPUT);
    const quick = await read(q8, INPUT);
    const spread = (values: number[]) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
    const mean = exact.tokens.reduce((sum, { startLogit }) => sum + startLogit, 0) / exact.tokens.length;
    const errors = exact.tokens.map(({ startLogit }, i) => startLogit - (quick.tokens[i]?.startLogit ?? 0));
    expect(spread(errors)).toBeLessThan(
      0.3 * spread(exact.tokens.map(({ startLogit }) => startLogit - mean)),
    );
  });

  test('merges low-rank and eight-bit changes into the weights', async () => {
    const [compact, whole] = [join(folder, 'compact.safetensors'), join(folder, 'whole.safetensors')];
    await writeEqualAdapters(compact, whole);
    const outputs: ReaderOutput[] = [];
    for (const file of [compact, whole]) {
      const reader = await createReader({ adapter: file, dtype: 'fp32', cacheDir: folder });
      outputs.push(await read(reader, INPUT));
      await reader.close();
    }
    const unchanged = await read(fp32, INPUT);
    const [first, second] = outputs;
    expect(Math.abs((first?.nullScore ?? 0) - unchanged.nullScore)).toBeGreaterThan(0.01);
    expect(first?.nullScore).toBeCloseTo(second?.nullScore ?? Number.NaN, 2);
    first?.tokens.forEach(({ endLogit }, i) => {
      expect(endLogit).toBeCloseTo(second?.tokens[i]?.endLogit ?? Number.NaN, 2);
    });
  });

  test('refuses an adapter of another model', async () => {
    const file = join(folder, 'other.safetensors');
    const values = numbers(4, 1, 7);
    await writeSafetensors(file, { 'encoder.layer.99.weight.delta': { shape: [2, 2], values } });
    await expect(createReader({ adapter: file, cacheDir: folder })).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      message: expect.stringContaining("'encoder.layer.99.weight'"),
    });
  });

  test('says what to do when its weights are not there', async () => {
    const file = join(folder, 'nowhere.safetensors');
    await expect(createReader({ adapter: file, cacheDir: folder })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringMatching(/nowhere\.safetensors.*ATTACHE_READER=off/s),
    });
  });

  test('reads only title, heading and passage, never date or question', async () => {
    const { tokens, spans } = await read(fp32, INPUT);
    const words = (field: string) =>
      tokens
        .filter((token) => token.field === field)
        .map(({ start, end }) => (INPUT[field as 'title'] ?? '').slice(start, end));
    expect(words('title').join('')).toBe(INPUT.title?.replaceAll(' ', ''));
    expect(words('heading').join('')).toBe(INPUT.heading?.replaceAll(' ', ''));
    expect(words('passage').join('')).toBe(INPUT.passage.replaceAll(' ', ''));
    expect(new Set(tokens.map(({ field }) => field))).toEqual(new Set(['title', 'heading', 'passage']));
    expect(spans.length).toBeGreaterThan(0);
  });

  test('gives a passage the same scores in any company', async () => {
    const other: ReaderInput = {
      title: null,
      date: null,
      heading: null,
      passage: 'Something else. '.repeat(30),
    };
    const [, output] = await q8.read(QUESTION, [other, INPUT, other]);
    expect(output).toEqual(await read(q8, INPUT));
  });

  test('takes any question and any passage, and quotes whole words of one field', async () => {
    const text = fc.oneof(anyText(), fc.lorem({ maxCount: 60 }));
    const field = fc.option(text);
    const inputs = fc.record({ title: field, date: field, heading: field, passage: text });
    await fc.assert(
      fc.asyncProperty(text, inputs, async (question, input) => {
        const { spans } = await read(q8, input, question);
        spans.forEach(({ field, start, end, score }, i) => {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(input[field]?.length ?? 0);
          expect(score).toBeLessThanOrEqual(spans[i - 1]?.score ?? Number.POSITIVE_INFINITY);
          for (const better of spans.slice(0, i)) {
            expect(better.field !== field || better.end <= start || end <= better.start).toBe(true);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  test('cuts what is too long from the end of the passage', async () => {
    const passage = 'one two three four five six seven eight nine ten '.repeat(60);
    const { tokens } = await read(q8, { ...INPUT, passage }, 'why '.repeat(200));
    const own = tokenizer.pieces(`${INPUT.title} · ${INPUT.date} · ${INPUT.heading} · `).ids.length;
    expect(tokens.filter(({ field }) => field === 'passage')).toHaveLength(320 - 64 - 3 - own);
    const [short] = await q8.read(QUESTION, [{ ...INPUT, passage }], { maxTokens: 60, spans: 1 });
    expect(short?.spans).toHaveLength(1);
    expect(short?.tokens.length).toBeLessThan(60);
  });

  test('cuts a question that is too long from its beginning, since people ask at the end', async () => {
    const asked = await read(q8, INPUT, `${'so '.repeat(200)}who visited Ljubljana?`);
    const cut = await read(q8, INPUT, `${'so '.repeat(64)}who visited Ljubljana?`);
    expect(asked).toEqual(cut);
    expect(asked).not.toEqual(await read(q8, INPUT, 'so '.repeat(200)));
  });

  test('reads nothing from nothing', async () => {
    const { spans, tokens } = await read(q8, { title: null, date: null, heading: null, passage: '' }, '');
    expect({ spans, tokens }).toEqual({ spans: [], tokens: [] });
    expect(await q8.read(QUESTION, [])).toEqual([]);
  });

  test('stops when asked to, and says that it is closed', async () => {
    const signal = AbortSignal.abort();
    await expect(q8.read(QUESTION, [INPUT], { signal })).rejects.toMatchObject({ code: 'ABORTED' });
    const reader = await createReader({ adapter, cacheDir: folder });
    await reader.close();
    await expect(reader.read(QUESTION, [INPUT])).rejects.toMatchObject({ code: 'CLOSED' });
  });
});

describe('another reader', () => {
  test('is taken from a folder, with its own tokenizer', async () => {
    const { folder: built } = await ensureModel('reader', { adapter, cacheDir: folder });
    const reader = await createReader({ model: built, dtype: 'fp32', cacheDir: folder });
    expect(await read(reader, INPUT)).toEqual(await read(fp32, INPUT));
    await reader.close();
  });

  test('that gives no logits is refused at once', async () => {
    await expect(createReader({ model: encoderFolder, cacheDir: folder })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringMatching(/no start and end logits.*ATTACHE_READER_MODEL/s),
    });
  });

  test('that is not there is named, with what to set', async () => {
    const reader = createReader({ model: join(folder, 'none'), cacheDir: folder });
    await expect(reader).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringContaining('ATTACHE_READER_MODEL'),
    });
  });
});
