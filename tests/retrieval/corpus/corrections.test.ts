import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/retrieval/corpus/article.ts';
import { Corrections } from '../../../src/retrieval/corpus/corrections.ts';

const article = (id: string, title: string, published: string, body: string): Article => ({
  id,
  title,
  published,
  body,
  category: null,
  url: null,
  blocks: [],
  file: `${id}.md`,
});
const TEXT =
  'From 3 to 7 May a group of engineers from Narva visited the water works of Kohila, where they saw the new pumps, the old filters and the tower that was restored last year with money of the fund.';
const first = article('a', 'Narva visits Kohila', '2022-05-10', TEXT);

/** Titles of the articles that are replaced, each with that which replaces it. */
const replaced = (...articles: readonly Article[]) => {
  const corrections = new Corrections(articles);
  return articles.flatMap((one) => {
    const by = corrections.correctionOf(one);
    return by ? [[one.id, by.id]] : [];
  });
};

describe('Corrections', () => {
  it('finds the article that a later one corrects', () => {
    const second = article(
      'b',
      'Narva visits Kohila (corrected)',
      '2022-05-12',
      TEXT.replace('3 to 7', '4 to 8'),
    );
    expect(replaced(first, second)).toEqual([['a', 'b']]);
  });
  it('finds it by a notice in the text, under another title', () => {
    const second = article(
      'b',
      'Engineers in Kohila',
      '2022-05-12',
      `This text replaces our article of 10 May. ${TEXT}`,
    );
    expect(replaced(second, first)).toEqual([['a', 'b']]);
  });
  it('leaves alone what a correction column only mentions', () => {
    const column = article(
      'b',
      'Corrections and clarifications',
      '2022-06-01',
      'The visit to Kohila was from 4 to 8 May.',
    );
    expect(replaced(first, column)).toEqual([]);
  });
  it('leaves alone a later visit that is told in like words', () => {
    const later = article(
      'b',
      'Narva visits Kohila again',
      '2023-05-12',
      `${TEXT.slice(0, 60)} and much else was new this time, above all the heat pumps, the laboratory and the canteen.`,
    );
    expect(replaced(first, later)).toEqual([]);
  });
  it('never takes the older one for the correction', () => {
    const older = article('b', 'Narva visits Kohila (updated)', '2022-05-01', TEXT);
    expect(replaced(first, older)).toEqual([]);
  });
  it('finds a repost under the same title that does not say what it is', () => {
    const repost = article('b', 'Narva Visits Kohila', '2022-06-01', TEXT.replace('3 to 7', '4 to 8'));
    expect(replaced(first, repost)).toEqual([['a', 'b']]);
  });
  it('finds a repost under the same address, numbered and dated anew', () => {
    const at = (one: Article, url: string): Article => ({ ...one, url });
    const original = at(first, 'https://example.org/2022/05/10/narva-in-kohila/');
    const repost = at(
      article('b', 'Engineers from Narva came', '2022-06-01', TEXT),
      'https://example.org/2022/06/01/narva-in-kohila-2/',
    );
    expect(replaced(original, repost)).toEqual([['a', 'b']]);
  });
  it('leaves alone another text under the same title', () => {
    const other = article(
      'b',
      'Narva visits Kohila',
      '2023-05-12',
      'This year the guests saw the school, and nothing else.',
    );
    expect(replaced(first, other)).toEqual([]);
  });
  it('leaves alone a text that is repeated under another title and address without a word', () => {
    expect(replaced(first, article('b', 'A year in pictures', '2023-05-12', TEXT))).toEqual([]);
  });
  it('takes the newest of several corrections', () => {
    const second = article('b', 'Narva visits Kohila (corrected)', '2022-05-12', TEXT);
    const third = article('c', 'Narva visits Kohila (corrected again)', '2022-05-14', TEXT);
    expect(replaced(first, second, third)).toEqual([
      ['a', 'c'],
      ['b', 'c'],
    ]);
  });
});

describe('what an article corrects', () => {
  const second = article('b', 'Narva visits Kohila (corrected)', '2022-05-12', TEXT.replace('3 to', '4 to'));

  it.each([
    ['marked in its title', second],
    ['posted again under the same title', article('b', 'Narva visits Kohila', '2022-06-01', TEXT)],
  ])('is told of one that is %s, whatever was looked at before', (_, correction) => {
    expect(new Corrections([first, correction]).correctedBy(correction)).toBe(first);
    const used = new Corrections([first, correction]);
    expect(used.has(first)).toBe(true);
    expect(used.correctedBy(correction)).toBe(first);
  });

  it('is told of one under another title once the earlier one was met', () => {
    const notice = article(
      'b',
      'Engineers came',
      '2022-05-12',
      `This replaces our article of 10 May. ${TEXT}`,
    );
    const corrections = new Corrections([first, notice]);
    expect(corrections.has(first)).toBe(true);
    expect(corrections.correctedBy(notice)).toBe(first);
  });

  it.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('is the newest of several, when %s is met before %s', (...order) => {
    const third = article('c', 'Narva visits Kohila (corrected again)', '2022-05-14', TEXT);
    const all = [first, second, third];
    const corrections = new Corrections(all);
    for (const id of order) corrections.has(all.find((one) => one.id === id) ?? third);
    expect(corrections.correctedBy(third)).toBe(second);
  });

  it('is nothing where the text is another', () => {
    const other = article('b', 'Narva visits Kohila', '2023-05-12', 'This year the guests saw the school.');
    expect(new Corrections([first, other]).correctedBy(other)).toBeNull();
  });
});
