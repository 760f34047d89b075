import { describe, expect, it } from 'vitest';
import type { Answered, Citation } from '../../src/answers/answer.ts';
import { renderAnswer } from '../../src/cli/render-answer.ts';

const citation: Citation = {
  articleId: 'visit-2',
  title: 'Narva visits Kohila',
  category: 'News',
  url: 'https://news.example/visit-2/',
  published: '2022-05-12',
  quote: 'The visit was from 4 to 8 May.',
  field: 'body',
  start: 0,
  end: 30,
  highlights: [],
  link: null,
  corrects: null,
};
const answered = (overrides: Partial<Citation>): Answered => ({
  status: 'answered',
  question: 'when was the visit?',
  answer: citation.quote,
  short: null,
  confidence: 0.9,
  ms: 1,
  citations: [{ ...citation, ...overrides }],
  more: [],
});
const render = (overrides: Partial<Citation> = {}) =>
  renderAnswer(answered(overrides), { colour: false, width: 80 });

describe('renderAnswer', () => {
  it('says below the source that a quote is from the corrected version of an earlier article', () => {
    const corrects = { ...citation, articleId: 'visit', title: 'A visit', published: '2022-05-10' };
    expect(render({ corrects })).toContain(
      '[1] Narva visits Kohila · News · 12 May 2022\n    the corrected version of “A visit” (10 May 2022)\n',
    );
    expect(render({ corrects: { ...corrects, published: null } })).toContain(
      'the corrected version of “A visit”\n',
    );
  });

  it('marks quotes of one article that follow one another once, as the rows of a table', () => {
    const citations = ['Topic | Votes', 'Bikes | 31'].map((quote) => ({ ...citation, quote }));
    const other = { ...citation, articleId: 'other', quote: 'Elsewhere.' };
    const text = renderAnswer(
      { ...answered({}), citations: [...citations, other] },
      { colour: false, width: 80 },
    );
    expect(text).toContain('  Topic | Votes\n  Bikes | 31 [1]\n  Elsewhere. [2]\n');
  });

  it('says nothing of that where nothing was corrected', () => {
    expect(render()).not.toContain('corrected');
  });
});
