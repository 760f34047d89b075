import { describe, expect, it } from 'vitest';
import { abstentionView, answerView, passagesView } from '../../../src/bots/chat/build-view.ts';
import { splitRuns } from '../../../src/bots/chat/runs.ts';
import { abstained, answered, citation, highlighted, LABEL, WHO } from '../fake-assistant.ts';

describe('answerView', () => {
  it('numbers articles, not quotes, and dates the newest', () => {
    const other = citation({
      articleId: 'b',
      title: 'Other',
      category: null,
      published: '2024-02-01',
      url: null,
      link: null,
    });
    const view = answerView(answered('q', [highlighted(WHO), other, citation({ quote: 'More.' })]), 'id');
    expect(view.quotes.map((quote) => quote.number)).toEqual([1, 2, 1]);
    expect(view.sources.map((source) => source.label)).toEqual([LABEL, 'Other · 1 Feb 2024']);
    expect(view.sources[1]?.link).toBeNull();
    expect(view.newest).toBe('1 Feb 2024');
    expect(view.plain).toContain(`[1] ${LABEL}`);
  });

  it('shows the header and rows of a table as one quote, a line each', () => {
    const rows = ['Topic | Votes', 'Bikes | 31', 'Buses | 27'].map((quote, i) =>
      citation({ quote, highlights: i === 0 ? [] : [{ start: 0, end: 5 }] }),
    );
    const view = answerView(answered('q', rows), 'id');
    expect(view.quotes.map(({ runs }) => runs)).toEqual([
      [
        { text: 'Topic | Votes\n', highlighted: false },
        { text: 'Bikes', highlighted: true },
        { text: ' | 31\n', highlighted: false },
        { text: 'Buses', highlighted: true },
        { text: ' | 27', highlighted: false },
      ],
    ]);
  });

  it.each([
    [0.75, 'high'],
    [0.74, 'medium'],
    [0.49, 'low'],
  ])('calls a confidence of %d %s', (confidence, band) => {
    expect(answerView({ ...answered('q', [citation()]), confidence }, 'id').confidence).toBe(band);
  });

  it('says of a corrected article that it is the corrected version', () => {
    const corrects = { articleId: 'a', title: 'First', category: null, url: null, published: null };
    const view = answerView(answered('q', [citation({ corrects })]), 'id');
    expect(view.sources[0]?.label).toBe(`Corrected version: ${LABEL}`);
  });

  it('gives an article without a title a name', () => {
    expect(answerView(answered('q', [citation({ title: ' \u0000' })]), 'id').sources[0]?.title).toBe(
      'Untitled article',
    );
  });
});

describe('abstentionView', () => {
  it('points to three articles at most and offers a vote', () => {
    const nearest = Array.from({ length: 5 }, (_, index) => citation({ articleId: `${index}` }));
    const view = abstentionView(abstained('q', { nearest }), 'id', ['Example?']);
    expect(view.nearest).toHaveLength(3);
    expect(view.replyId).toBe('id');
    expect(view.examples).toEqual([]);
  });

  it('shows examples to a greeting and asks for no vote', () => {
    const view = abstentionView(abstained('hi', { reason: 'greeting', nearest: [] }), 'id', ['Example?']);
    expect(view).toMatchObject({ replyId: null, examples: ['Example?'] });
  });

  it('does not lecture a person who said thanks', () => {
    expect(abstentionView(abstained('ta', { reason: 'thanks' }), 'id', ['Example?']).examples).toEqual([]);
  });
});

describe('passagesView', () => {
  it('shows five passages at most', () => {
    const passages = Array.from({ length: 9 }, (_, index) => citation({ articleId: `${index}` }));
    expect(passagesView('More:', passages).quotes).toHaveLength(5);
  });
});

describe('splitRuns', () => {
  it('joins overlapping highlights and ignores ones outside the quote', () => {
    const spans = [
      { start: 2, end: 4 },
      { start: 3, end: 5 },
      { start: 9, end: 99 },
    ];
    expect(splitRuns('abcdefg', spans)).toEqual([
      { text: 'ab', highlighted: false },
      { text: 'cde', highlighted: true },
      { text: 'fg', highlighted: false },
    ]);
  });

  it('takes out what cannot be shown without moving the highlight', () => {
    expect(splitRuns('a\u0000\u202ebc', [{ start: 3, end: 4 }])).toEqual([
      { text: 'a', highlighted: false },
      { text: 'b', highlighted: true },
      { text: 'c', highlighted: false },
    ]);
  });
});
