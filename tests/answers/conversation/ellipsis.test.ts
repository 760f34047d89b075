import { describe, expect, it } from 'vitest';
import { replaceInBase } from '../../../src/answers/conversation/ellipsis.ts';
import { resolveQuestion } from '../../../src/answers/conversation/resolve.ts';

const AS_OF = '2024-01-15';
const following = (base: string, question: string) =>
  resolveQuestion(question, { question: base, articleIds: ['a'] }, false, AS_OF);

describe('replaceInBase', () => {
  it.each([
    ['max grant in group C?', 'and group B?', 'max grant in group B?'],
    ['how long was day one of the forum', 'what about day two', 'how long was day two of the forum'],
  ])('after “%s” reads “%s” as “%s”', (base, followUp, question) => {
    expect(replaceInBase(base, followUp)).toBe(question);
  });

  it.each([
    ['who led the group', 'and when was that?'],
    ['who led the group', 'how many were they?'],
    ['who led the group', 'and the budget?'],
  ])('after “%s” leaves “%s” as it is', (base, followUp) => {
    expect(replaceInBase(base, followUp)).toBeNull();
  });
});

describe('resolveQuestion', () => {
  it('puts a question that points back after the one before, with its dates and articles', () => {
    expect(following('who visited Kohila in May 2022', 'and how many were they?')).toMatchObject({
      text: 'who visited Kohila in May 2022 and how many were they?',
      last: 'and how many were they?',
      datePhrases: ['May 2022'],
      previousArticleIds: ['a'],
      base: 'who visited Kohila in May 2022',
    });
  });

  it('replaces the dates by those of the follow-up, and looks at all articles again', () => {
    expect(following('who visited Kohila in 2023', 'and the year before?')).toMatchObject({
      text: 'who visited Kohila in 2022?',
      dates: [{ kind: 'absolute', range: { from: '2022-01-01', to: '2022-12-31' } }],
      previousArticleIds: [],
    });
  });

  it('leaves a question alone that names something itself', () => {
    const resolved = resolveQuestion(
      'who visited Narva?',
      { question: 'who visited Kohila?', articleIds: ['a'] },
      true,
      AS_OF,
    );
    expect(resolved).toMatchObject({ text: 'who visited Narva?', previousArticleIds: [] });
  });

  it.each([
    ['and who visited Narva?', 'and who visited Narva?'],
    ['what about Narva?', 'who visited Kohila?'],
    ['and Narva', 'who visited Kohila?'],
  ])('after “%s” goes on from “%s”', (question, base) => {
    const turn = { question: 'who visited Kohila?', articleIds: ['a'] };
    expect(resolveQuestion(question, turn, true, AS_OF).base).toBe(base);
  });

  it('does not let a conversation of dates grow for ever', () => {
    let base = 'who visited Kohila in 2001 and what did they see there in the end';
    for (let year = 2002; year < 2060; year++)
      base = following(base, `and what was it like in ${year} then?`).base;
    expect(base.length).toBeLessThanOrEqual(300);
  });
});
