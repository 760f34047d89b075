import { describe, expect, it } from 'vitest';
import { parseQuestions } from '../../../src/answers/evaluation/question-file.ts';

const lines = (...questions: readonly object[]) => questions.map((one) => JSON.stringify(one)).join('\n');
const LONG = 'why '.repeat(200);

describe('parseQuestions', () => {
  it('reads one question a line, and lets blank lines be', () => {
    const content = `\n${lines({ id: 'a', question: 'who?' })}\n\n`;
    expect(parseQuestions(content, 'Q')).toEqual([expect.objectContaining({ id: 'a', context: [] })]);
  });

  it.each([
    ['question', { id: 'b', question: LONG }],
    ['context.1', { id: 'b', question: 'who?', context: ['when?', LONG] }],
  ])('names file, line and field of a question that nobody would answer: %s', (field, question) => {
    const content = lines({ id: 'a', question: 'who?' }, question);
    expect(() => parseQuestions(content, 'Q')).toThrow(
      `Q:2: field '${field}': may have 500 characters at most.`,
    );
  });

  it('counts no blanks that are not read', () => {
    const question = `who${' '.repeat(600)}came?`;
    expect(parseQuestions(lines({ id: 'a', question }), 'Q')).toHaveLength(1);
  });
});
