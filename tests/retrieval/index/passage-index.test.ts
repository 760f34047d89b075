import { describe, expect, it } from 'vitest';
import { PassageIndex } from '../../../src/retrieval/index/passage-index.ts';
import { createAnalyser } from '../../../src/retrieval/text/analyser.ts';

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
const index = await PassageIndex.build(documents, 2, analyser);
const search = async (text: string, angle: number, days?: { from: number; to: number }) =>
  new Map(
    (await index.search({ text, vector: unit(angle), limit: 10, days })).map((hit) => [hit.passage, hit]),
  );

describe('PassageIndex', () => {
  it('finds by word whatever the diacritics', async () => {
    expect((await search('kardla', 3)).get(0)?.bm25).toBeGreaterThan(0);
  });

  it('gives every passage its cosine, however low (Orama by itself drops what is below 0.8)', async () => {
    const hits = await search('nothing', 0.9);
    expect([...hits.keys()].sort()).toEqual([0, 1, 2]);
    expect(hits.get(0)?.cosine).toBeCloseTo(Math.cos(0.9), 5);
  });

  it('finds again by vector after a search (Orama by itself nulls the vectors that it returned)', async () => {
    await search('forum', 1);
    expect((await search('forum', 1)).get(1)?.cosine).toBeCloseTo(1, 5);
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

  it('gives a word that occurs more often than there are passages a finite, positive weight', async () => {
    const often = await PassageIndex.build(
      [0, 1].map((i) => ({ text: 'visit '.repeat(3 + i), vector: unit(i), days: null })),
      2,
      analyser,
    );
    const hits = await often.search({ text: 'visit', vector: unit(0), limit: 10 });
    expect(hits.every(({ bm25 }) => bm25 > 0 && Number.isFinite(bm25))).toBe(true);
  });
});
