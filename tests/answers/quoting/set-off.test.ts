import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/answers/evidence/candidate.ts';
import type { Question } from '../../../src/answers/question/question.ts';
import { setOff } from '../../../src/answers/quoting/set-off.ts';

const TEXT = 'Seven nurses from Brno visited Graz and Maribor in May, and so did Vidin’s mayor.';
const spanOf = (words: string) => ({
  start: TEXT.indexOf(words),
  end: TEXT.indexOf(words) + words.length,
});

function words(best: string, others: Record<string, number>, type: Question['type'], name: string): string {
  const reading: Reading = {
    logOdds: 3,
    span: spanOf(best),
    others: Object.entries(others).map(([other, lag]) => ({ span: spanOf(other), lag })),
  };
  const term = { ...{ term: name, folded: name, text: name, start: 0, end: 1 }, idf: 2, isKnown: true };
  const question: Question = {
    ...{ text: '', last: '', terms: [{ ...term, isName: true }], lastTerms: [], type, roles: [], dates: [] },
    ...{ dateSpans: [], window: { from: null, to: null }, previousArticleIds: [] },
  };
  const { start, end } = setOff(reading, TEXT, question);
  return TEXT.slice(start, end);
}

describe('the words to set off', () => {
  it('are those of the best span', () => {
    expect(words('Seven nurses from Brno', { May: 1 }, 'person', 'maribor')).toBe('Seven nurses from Brno');
  });

  it('are others where the best goes on to a name that the question brought along', () => {
    expect(words('Graz', { 'Seven nurses': 2 }, 'person', 'maribor')).toBe('Seven nurses from Brno');
  });

  it('stay where the name is only a part of a word of theirs', () => {
    expect(words('Graz', { 'Seven nurses': 2 }, 'person', 'mari')).toBe('Graz and Maribor');
  });

  it('are others where the name has a possessive', () => {
    expect(words('Vidin’s mayor', { 'Seven nurses': 2 }, 'person', 'vidin')).toBe('Seven nurses from Brno');
  });

  it('stay where nothing else comes near', () => {
    expect(words('Graz', { 'Seven nurses': 6 }, 'person', 'maribor')).toBe('Graz and Maribor');
  });

  it('stay where no person is asked for', () => {
    expect(words('Graz and Maribor', { 'Seven nurses': 2 }, 'place', 'maribor')).toBe('Graz and Maribor');
  });
});
