import { beforeAll, describe, expect, test } from 'vitest';
import type { RankedPassage } from '../../../src/answers/evidence/rank-passages.ts';
import { readPassages } from '../../../src/answers/evidence/read-passages.ts';
import type { Question } from '../../../src/answers/question/question.ts';
import type { Reader } from '../../../src/answers/reader/reader.ts';
import { packageFile } from '../../../src/package-files.ts';
import { loadFolder } from '../../../src/retrieval/corpus/load-folder.ts';
import { segmentArticle } from '../../../src/retrieval/passages/segment.ts';

const QUESTION: Question = {
  text: 'who came?',
  last: 'who came?',
  terms: [],
  lastTerms: [],
  type: 'person',
  roles: [],
  dates: [],
  window: { from: null, to: null },
  dateSpans: [],
  previousArticleIds: [],
};

let passages: RankedPassage[];
beforeAll(async () => {
  const { articles } = await loadFolder(packageFile('data/articles'));
  passages = articles
    .flatMap((article) => segmentArticle(article))
    .slice(0, 8)
    .map((passage, ordinal) => ({
      ...{ ordinal, passage, dates: [], sentenceCosines: [] },
      ...{ bm25: 0, cosine: 0, score: 0, features: {}, utility: -ordinal / 4 },
    }));
});

/** A reader that gives the first sentences of the passages these log-odds, passage by passage; it tells what it was asked. */
function readerWith(logOdds: readonly number[]): Reader & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    model: 'scripted',
    asked,
    read: async (question, inputs) =>
      inputs.map(() => {
        const startLogit = logOdds[asked.push(question) - 1] ?? 0;
        return {
          nullScore: 0,
          spans: [],
          tokens: [{ field: 'passage', start: 0, end: 1, startLogit, endLogit: 0 }],
        };
      }),
    close: async () => {},
  };
}

async function read(logOdds: readonly number[], among = passages): Promise<number> {
  const reader = readerWith(logOdds);
  await readPassages(QUESTION, among, reader, undefined);
  return reader.asked.length;
}

describe('reading passages', () => {
  test('ends after five where nothing convinces', async () => {
    expect(await read([-9, -1, 1, 0, -4, 8, 8, 8])).toBe(5);
  });

  test('ends with the first where that convinces', async () => {
    expect(await read([12, -9, -9, -9, -9])).toBe(1);
  });

  test('ends with the passage that convinces', async () => {
    expect(await read([-9, -9, -9, 6, -9])).toBe(4);
  });

  test('ends where the ranking finds the others unlikely', async () => {
    const unlikely = passages.map((passage, rank) => ({ ...passage, utility: rank < 2 ? 0 : -9 }));
    expect(await read([-9, -9, 8], unlikely)).toBe(2);
  });

  test('takes every passage where there are few', async () => {
    expect(await read([0, 0], passages.slice(0, 2))).toBe(2);
  });

  test('leaves the sentences behind unread, but not out', async () => {
    const candidates = await readPassages(QUESTION, passages, readerWith([0, 9]), undefined);
    expect(candidates.find(({ rank }) => rank === 1)?.reading?.logOdds).toBe(9);
    const behind = candidates.filter(({ rank }) => rank > 1);
    expect(new Set(behind.map(({ rank }) => rank)).size).toBe(passages.length - 2);
    expect(behind.every(({ reading }) => reading === null)).toBe(true);
  });

  test('reads a follow-up twice in the articles that the conversation is about', async () => {
    const article = passages[0]?.passage.article.id as string;
    const question = { ...QUESTION, text: 'who came to Brussels? who came?', previousArticleIds: [article] };
    const reader = readerWith([]);
    await readPassages(question, passages, reader, undefined);
    expect(reader.asked).toEqual(
      passages
        .slice(0, 5)
        .flatMap(({ passage }) =>
          passage.article.id === article ? [question.text, question.last] : [question.text],
        ),
    );
    expect(reader.asked.slice(0, 2)).toEqual([question.text, question.last]);
  });
});
