import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import { describe, expect, it } from 'vitest';
import { createAnalyser } from '../../../src/retrieval/text/analyser.ts';
import { makeIndex } from './make-index.ts';

const analyser = createAnalyser();
const unit = (angle: number) => Float32Array.from([Math.cos(angle), Math.sin(angle)]);
const documents = [
  { text: 'The delegation visited the city of Kärdla.', vector: unit(0), days: { from: 100, to: 110 } },
  {
    text: 'The forum was postponed. The forum will meet in Narva.',
    vector: unit(1),
    days: { from: 200, to: 210 },
  },
  { text: 'Forums-and-fairs calendar', vector: unit(1.5), days: null },
];
const index = await makeIndex(documents, analyser);
const search = async (text: string, angle: number, days?: { from: number; to: number }) =>
  new Map(
    (await index.search({ text, vector: unit(angle), limit: 10, days })).map((hit) => [hit.passage, hit]),
  );

describe('PassageIndex', () => {
  it('finds by word whatever the diacritics', async () => {
    expect((await search('kardla', 3)).get(0)?.bm25).toBeGreaterThan(0);
  });

  it('gives every passage its cosine, also a low one (Orama by itself drops what is below 0.8)', async () => {
    const hits = await search('nothing', 0.9);
    expect([...hits.keys()].sort()).toEqual([0, 1, 2]);
    expect(hits.get(0)?.cosine).toBeCloseTo(Math.cos(0.9), 2);
  });

  it('finds again by vector after a search', async () => {
    await search('forum', 1);
    expect((await search('forum', 1)).get(1)?.cosine).toBeCloseTo(1, 2);
  });

  it('does not take a word for the beginning of another', async () => {
    expect((await search('post', 3)).get(1)?.bm25 ?? 0).toBe(0);
  });

  it('does not send stop words', async () => {
    expect([...(await search('the of in', 0)).values()].every((hit) => hit.bm25 === 0)).toBe(true);
  });

  it('ranks by how often a term occurs, not by length', async () => {
    const hits = await search('forum', 3);
    expect(hits.get(1)?.bm25).toBeGreaterThan(hits.get(2)?.bm25 ?? 0);
  });

  it('keeps to days where days are asked for', async () => {
    expect([...(await search('forum', 1, { from: 105, to: 150 })).keys()]).toEqual([0]);
  });

  it('counts two forms of a word as one term', async () => {
    const hits = await search('meets', 3);
    expect(hits.get(1)?.bm25).toBeGreaterThan(0);
  });

  it('gives a term that a question repeats its weight twice', async () => {
    const once = (await search('delegation', 0)).get(0)?.bm25 as number;
    expect((await search('delegation delegation', 0)).get(0)?.bm25).toBeCloseTo(2 * once, 9);
  });

  it('scores as Orama’s own index does', async () => {
    const texts = documents.map((document) => document.text);
    const database = create({
      schema: { text: 'string' },
      components: {
        tokenizer: {
          language: 'english',
          normalizationCache: new Map(),
          tokenize: (text: string) => analyser.terms(text).map(({ term }) => term),
        },
      },
    });
    await insertMultiple(
      database,
      texts.map((text, i) => ({ id: String(i), text })),
    );
    const lengths = texts.map((text) => analyser.terms(text).length);
    const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    const theirs = await searchOrama(database, {
      term: 'calendar of the visited city',
      relevance: { k: 1.2 / average, b: 0, d: 0 },
    });
    const ours = await search('calendar of the visited city', 3);
    expect(theirs.hits).toHaveLength(2);
    for (const { id, score } of theirs.hits) expect(ours.get(Number(id))?.bm25).toBeCloseTo(score, 9);
  });

  it('gives a word that occurs more often than there are passages a finite, positive weight', async () => {
    const often = await makeIndex(
      [0, 1].map((i) => ({ text: 'visit '.repeat(3 + i), vector: unit(i), days: null })),
      analyser,
    );
    const hits = await often.search({ text: 'visit', vector: unit(0), limit: 10 });
    expect(hits.every(({ bm25 }) => bm25 > 0 && Number.isFinite(bm25))).toBe(true);
  });
});
