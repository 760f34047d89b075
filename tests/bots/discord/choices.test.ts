import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestQuestions } from '../../../src/bots/discord/choices.ts';
import { readBound } from '../../../src/bots/discord/date-option.ts';
import { citation, FakeAssistant, QUESTION, TITLE } from '../fake-assistant.ts';

const assistant = new FakeAssistant();
const names = (typed: string) => suggestQuestions(typed, assistant).map(({ name }) => name);

describe('suggestQuestions', () => {
  it('begins with the example questions, then titles', () => {
    expect(names('')).toEqual([QUESTION, 'Which partners met in December?', TITLE, 'Partners meet again']);
  });

  it('keeps what matches every word that is typed, and names in matching titles', () => {
    expect(names('ndrc')).toEqual(['What do the articles say about NDRC?', TITLE]);
    expect(names('MEET part')).toEqual(['Partners meet again']);
    expect(names('zeppelin')).toEqual([]);
  });

  it('reads the titles once for each index', () => {
    let read = 0;
    let indexedAt = new Date(1);
    const article = {
      ...citation(),
      get title() {
        read += 1;
        return `Meeting ${read}`;
      },
    };
    const summary = () => ({ articles: [article], newest: null, problems: [], indexedAt });
    const living = { exampleQuestions: () => [], summary };
    for (const typed of ['m', 'me', 'mee']) {
      expect(suggestQuestions(typed, living).map(({ value }) => value)).toContain('Meeting 1');
    }
    indexedAt = new Date(2);
    expect(suggestQuestions('meet', living).map(({ value }) => value)).toContain('Meeting 2');
  });

  it('looks no further once there are 25', () => {
    let looked = 0;
    const articles = Array.from({ length: 1_000 }, (_, index) => citation({ title: `Meeting ${index}` }));
    const living = {
      exampleQuestions: () => articles.map(({ title }) => title),
      summary: () => {
        looked += 1;
        return { articles, newest: null, problems: [], indexedAt: new Date(1) };
      },
    };
    expect(suggestQuestions('meet', living)).toHaveLength(25);
    expect(looked).toBe(0);
  });

  it('shortens what is longer than a choice may be, and asks for no more than is shown', () => {
    const titles = Array.from({ length: 60 }, (_, index) => `${index}${'x'.repeat(200)}`);
    const choices = suggestQuestions('', {
      exampleQuestions: () => titles.slice(0, 5),
      summary: () => ({
        articles: titles.map((title) => citation({ title })),
        newest: null,
        problems: [],
        indexedAt: new Date(),
      }),
    });
    expect(choices).toHaveLength(25);
    for (const [index, { name, value }] of choices.entries()) {
      expect(name).toBe(`${titles[index]?.slice(0, 99)}…`);
      expect(value).toBe(name.slice(0, -1));
    }
  });

  it('gives Discord at most 25 choices of 1 to 100 characters, each once', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 6 }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }), {
          maxLength: 60,
          size: 'max',
        }),
        (typed, titles) => {
          const articles = titles.map((title) => citation({ title }));
          const choices = suggestQuestions(typed, {
            exampleQuestions: () => titles,
            summary: () => ({ articles, newest: null, problems: [], indexedAt: new Date() }),
          });
          expect(choices.length).toBeLessThanOrEqual(25);
          expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
          for (const { name, value } of choices) {
            for (const text of [name, value])
              expect([text.length > 0, text.length <= 100]).toEqual([true, true]);
          }
        },
      ),
    );
  });
});

describe('readBound', () => {
  it.each([
    ['2023-10-14', 'since', '2023-10-14'],
    ['2023-10', 'since', '2023-10-01'],
    ['2023-10', 'until', '2023-10-31'],
    ['2024-02', 'until', '2024-02-29'],
    [' 2023 ', 'since', '2023-01-01'],
    ['2023', 'until', '2023-12-31'],
  ] as const)('reads %s as %s %s', (typed, bound, day) => {
    expect(readBound(typed, bound)).toBe(day);
  });

  it.each(['', 'soon', '2023-13', '2023-02-30', '14.10.2023', '0000'])('does not guess at %j', (typed) => {
    expect(readBound(typed, 'until')).toBeNull();
  });
});
