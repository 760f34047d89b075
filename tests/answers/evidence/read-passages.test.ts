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
      ...{ bm25: 0, cosine: 0, score: 0, features: {}, utility: 0 },
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

/** How many of the passages are read when the ranking finds them as likely as this. */
async function readOf(utilities: readonly number[]): Promise<number> {
  const reader = readerWith([]);
  const ranked = utilities.map((utility, i) => ({ ...(passages[i] as RankedPassage), utility }));
  await readPassages(QUESTION, ranked, reader, undefined);
  return reader.asked.length;
}

describe('reading passages', () => {
  test('takes all that are likely to hold the answer', async () => {
    expect(await readOf([0, 0, 0, 0, 0, 0, 0, 0])).toBe(8);
    expect(await readOf([0, 0])).toBe(2);
  });

  test('leaves out those that are not', async () => {
    expect(await readOf([5, 0, 0, -1])).toBe(1);
    expect(await readOf([2, 2, 0, -9, -9, -9])).toBe(3);
  });

  test('leaves the sentences behind unread, but not out', async () => {
    const ranked = passages.map((passage, rank) => ({ ...passage, utility: rank < 2 ? 0 : -9 }));
    const candidates = await readPassages(QUESTION, ranked, readerWith([0, 9]), undefined);
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
      passages.flatMap(({ passage }) =>
        passage.article.id === article ? [question.text, question.last] : [question.text],
      ),
    );
    expect(reader.asked.slice(0, 2)).toEqual([question.text, question.last]);
  });
});
