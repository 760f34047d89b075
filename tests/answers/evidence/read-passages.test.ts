import { beforeAll, describe, expect, test } from 'vitest';
import { readPassages } from '../../../src/answers/evidence/read-passages.ts';
import type { Question } from '../../../src/answers/question/question.ts';
import type { Reader } from '../../../src/answers/reader/reader.ts';
import { packageFile } from '../../../src/package-files.ts';
import { loadFolder } from '../../../src/retrieval/corpus/load-folder.ts';
import { segmentArticle } from '../../../src/retrieval/passages/segment.ts';
import type { RetrievedPassage } from '../../../src/retrieval/retriever.ts';

const QUESTION: Question = {
  text: 'who came?',
  last: 'who came?',
  terms: [],
  lastTerms: [],
  type: 'person',
  dates: [],
  window: { from: null, to: null },
  dateSpans: [],
  previousArticleIds: [],
};

let passages: RetrievedPassage[];
beforeAll(async () => {
  const { articles } = await loadFolder(packageFile('data/articles'));
  passages = articles
    .flatMap((article) => segmentArticle(article))
    .slice(0, 8)
    .map((passage, ordinal) => ({
      ...{ ordinal, passage, dates: [], sentenceCosines: [] },
      ...{ bm25: 0, cosine: 0, score: 0 },
    }));
});

/** A reader whose best span beats 'no answer' by the given logits, passage by passage. */
function readerWith(margins: readonly number[]): Reader {
  let next = 0;
  return {
    model: 'scripted',
    read: async (_, inputs) =>
      inputs.map(() => ({
        nullScore: 1,
        spans: [{ field: 'passage', start: 0, end: 1, score: 1 + (margins[next++] ?? 0) }],
        tokens: [],
      })),
    close: async () => {},
  };
}

async function read(question: Question, margins: readonly number[]): Promise<number> {
  return (await readPassages(question, passages, readerWith(margins), undefined)).length;
}

describe('reading passages', () => {
  test('ends after five where nothing convinces', async () => {
    expect(await read(QUESTION, [-9, -1, 1, 0, -4, 8, 8, 8])).toBe(5);
  });

  test('compares at least two, however convincing the first is', async () => {
    expect(await read(QUESTION, [12, -9, -9, -9, -9])).toBe(2);
  });

  test('ends with the passage that convinces', async () => {
    expect(await read(QUESTION, [-9, -9, -9, 6, -9])).toBe(4);
  });

  test('takes every passage where there are few', async () => {
    const few = await readPassages(QUESTION, passages.slice(0, 2), readerWith([0, 0]), undefined);
    expect(few).toHaveLength(2);
  });

  test('reads a follow-up twice in the articles that the conversation is about', async () => {
    const article = passages[0]?.passage.article.id as string;
    const question = { ...QUESTION, text: 'who came to Brussels? who came?', previousArticleIds: [article] };
    const readings = await readPassages(question, passages, readerWith([]), undefined);
    expect(readings.map((outputs) => outputs.length)).toEqual(
      passages.slice(0, 5).map(({ passage }) => (passage.article.id === article ? 2 : 1)),
    );
    expect(readings[0]).toHaveLength(2);
  });
});
