import { describe, expect, it } from 'vitest';
import type { Answer, Citation } from '../../../src/answers/answer.ts';
import { judge } from '../../../src/answers/evaluation/judge.ts';
import { parseQuestions, type QuestionLine } from '../../../src/answers/evaluation/question-file.ts';
import { AttacheError } from '../../../src/errors.ts';

const question = (fields: Partial<QuestionLine>): QuestionLine => ({
  id: 'q',
  question: 'q?',
  context: [],
  type: 'when',
  tags: [],
  answerable: true,
  answers: [['3 May', 'May 3']],
  avoid: ['4 May'],
  sources: ['a'],
  ...fields,
});
const citation = (quote: string, articleId = 'a'): Citation => ({
  articleId,
  quote,
  title: '',
  category: null,
  url: null,
  published: null,
  field: 'body',
  start: 0,
  end: quote.length,
  highlights: [],
  link: null,
  corrects: null,
});
const answered = (citations: Citation[], short: string | null = null): Answer => ({
  status: 'answered',
  question: 'q?',
  answer: '',
  short,
  citations,
  more: [],
  confidence: 0.9,
  ms: 1,
});
const abstained: Answer = {
  status: 'abstained',
  question: 'q?',
  answer: '',
  reason: 'nothing_found',
  nearest: [],
  confidence: 0.1,
  ms: 1,
};

describe('judge', () => {
  it('accepts any alternative, whatever its case and markup', () => {
    expect(judge(question({}), answered([citation('Signed on **may 3**.')])).isRight).toBe(true);
  });
  it.each([
    ['a missing group', answered([citation('Signed in May.')]), 'lacks ["3 May","May 3"]'],
    ['an unwanted string', answered([citation('On 3 May, not 4 May.')]), 'quotes "4 May"'],
    ['another source', answered([citation('3 May', 'b')]), 'cites another article'],
    ['too much', answered([citation(`3 May ${'x'.repeat(700)}`)]), 'quotes 706 characters'],
    ['abstention', abstained, 'abstained'],
  ])('rejects %s', (_, answer, fault) => {
    expect(judge(question({}), answer).fault).toBe(fault);
  });
  it('wants silence where nothing answers', () => {
    expect(judge(question({ answerable: false }), abstained).isRight).toBe(true);
    expect(judge(question({ answerable: false }), answered([citation('x')])).fault).toBe(
      'should have abstained',
    );
  });
  it('scores the short answer by its best alternative', () => {
    expect(judge(question({}), answered([citation('3 May')], '3 May')).shortF1).toBe(1);
  });
});

describe('parseQuestions', () => {
  it.each([
    ['{"id":"a","question":"?"}\nnonsense', 'set.jsonl:2: not a JSON object'],
    ['{"id":"a"}', "set.jsonl:1: field 'question'"],
    ['{"id":"a","question":"?"}\n\n{"id":"a","question":"?"}', "set.jsonl:3: the id 'a' occurs twice"],
  ])('names the line of what is wrong in %j', (content, message) => {
    expect(() => parseQuestions(content, 'set.jsonl')).toThrow(AttacheError);
    expect(() => parseQuestions(content, 'set.jsonl')).toThrow(message);
  });
});
