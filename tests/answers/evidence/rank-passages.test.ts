import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { KnownTexts } from '../../../src/answers/evidence/known-texts.ts';
import { rankPassages } from '../../../src/answers/evidence/rank-passages.ts';
import type { Question } from '../../../src/answers/question/question.ts';
import { loadRankingModels } from '../../../src/answers/ranking/load-models.ts';
import type { UtilityModel } from '../../../src/answers/ranking/utility.ts';
import { packageFile } from '../../../src/package-files.ts';
import { loadFolder } from '../../../src/retrieval/corpus/load-folder.ts';
import { segmentArticle } from '../../../src/retrieval/passages/segment.ts';
import type { RetrievedPassage } from '../../../src/retrieval/retriever.ts';
import { createAnalyser } from '../../../src/retrieval/text/analyser.ts';
import { anyText } from '../../any-text.ts';

const analyser = createAnalyser();
const texts = new KnownTexts(analyser);

let found: RetrievedPassage[];
beforeAll(async () => {
  const { articles } = await loadFolder(packageFile('data/articles'));
  found = articles
    .flatMap((article) => segmentArticle(article))
    .map((passage, ordinal) => ({
      ...{ ordinal, passage, dates: [], sentenceCosines: [0.2, 0.4] },
      ...{ bm25: 4 * (ordinal % 10), cosine: 0.3, score: 0.5 },
    }));
});

function questionOf(text: string, rest: Partial<Question> = {}): Question {
  const terms = analyser.terms(text).map((term) => ({ ...term, idf: 2, isName: false, isKnown: true }));
  return {
    ...{ text, last: text, terms, lastTerms: terms, type: 'place', roles: [], dates: [], dateSpans: [] },
    ...{ window: { from: null, to: null }, previousArticleIds: [] },
    ...rest,
  };
}

function modelOf(weights: Record<string, number>): UtilityModel {
  return { features: Object.keys(weights), weights: Object.values(weights), hidden: [] };
}

describe('ranking passages', () => {
  test('puts first what the model is taught to prefer, and keeps the order of what it cannot tell apart', () => {
    const question = questionOf('which incubator did the delegation see?');
    const ranked = rankPassages(question, found, texts, modelOf({ coveragePassage: 1 }));
    const covered = ranked.map(({ features }) => features.coveragePassage as number);
    expect(covered).toEqual(covered.toSorted((a, b) => b - a));
    expect(covered[0]).toBeGreaterThan(covered.at(-1) as number);
    const indifferent = rankPassages(question, found, texts, modelOf({}));
    expect(indifferent.map(({ ordinal }) => ordinal)).toEqual(found.map(({ ordinal }) => ordinal));
  });

  test('knows the articles that a conversation is about', () => {
    const last = found.at(-1)?.passage.article.id as string;
    const question = questionOf('who led them?', { previousArticleIds: [last] });
    const [first] = rankPassages(question, found, texts, modelOf({ sameArticle: 1 }));
    expect(first?.passage.article.id).toBe(last);
  });

  test('leaves out what was published outside the days asked for and names none of them', () => {
    const ancient = { from: '1990-01-01', to: '1990-12-31' } as const;
    expect(rankPassages(questionOf('who came?', { window: ancient }), found, texts, modelOf({}))).toEqual([]);
  });

  test('gives numbers of order 1 and a finite utility, whatever is asked', async () => {
    const { withReader } = await loadRankingModels();
    const words = found.flatMap(({ passage }) => passage.text.split(/\s+/u));
    const asked = fc.array(fc.oneof(fc.constantFrom(...words), anyText({ maxLength: 20 })), { maxLength: 8 });
    fc.assert(
      fc.property(
        asked.map((some) => some.join(' ')),
        (text) => {
          for (const { features, utility } of rankPassages(
            questionOf(text),
            found,
            texts,
            withReader.passages,
          )) {
            expect(Number.isFinite(utility)).toBe(true);
            for (const value of Object.values(features)) expect(Math.abs(value)).toBeLessThanOrEqual(2);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
