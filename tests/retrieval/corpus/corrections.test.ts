import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/retrieval/corpus/article.ts';
import { findCorrections } from '../../../src/retrieval/corpus/corrections.ts';

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

describe('findCorrections', () => {
  it('finds the article that a later one corrects', () => {
    const second = article(
      'b',
      'Narva visits Kohila (corrected)',
      '2022-05-12',
      TEXT.replace('3 to 7', '4 to 8'),
    );
    expect(findCorrections([first, second])).toEqual(new Map([[first, second]]));
  });
  it('finds it by a notice in the text, under another title', () => {
    const second = article(
      'b',
      'Engineers in Kohila',
      '2022-05-12',
      `This text replaces our article of 10 May. ${TEXT}`,
    );
    expect(findCorrections([second, first])).toEqual(new Map([[first, second]]));
  });
  it('leaves alone what a correction column only mentions', () => {
    const column = article(
      'b',
      'Corrections and clarifications',
      '2022-06-01',
      'The visit to Kohila was from 4 to 8 May.',
    );
    expect(findCorrections([first, column]).size).toBe(0);
  });
  it('leaves alone a later visit that is told in like words', () => {
    const later = article(
      'b',
      'Narva visits Kohila again',
      '2023-05-12',
      `${TEXT.slice(0, 60)} and much else was new this time, above all the heat pumps, the laboratory and the canteen.`,
    );
    expect(findCorrections([first, later]).size).toBe(0);
  });
  it('never takes the older one for the correction', () => {
    const older = article('b', 'Narva visits Kohila (updated)', '2022-05-01', TEXT);
    expect(findCorrections([first, older]).size).toBe(0);
  });
});
