import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/answers/evidence/candidate.ts';
import { introducesList, listOf, sameList } from '../../../src/answers/quoting/lists.ts';
import { MAX_QUOTE_LENGTH } from '../../../src/answers/quoting/quotes.ts';
import { candidatesOf, holding, spanOf } from '../candidates.ts';

/** The candidates of an article that lists towns under 'The towns are:'. */
const listing = (towns: readonly string[]) =>
  candidatesOf(`The towns are:\n\n${towns.map((town) => `- ${town}`).join('\n')}\n`);
const quoteOf = (candidates: readonly Candidate[], words: string) =>
  listOf(holding(candidates, words))?.[0]?.quote ?? '';
/** Without marks and empty lines. */
const linesOf = (quote: string) => quote.split(/\n+/u).map((line) => line.replace(/^- /u, ''));

describe('the list of a candidate', () => {
  const many = Array.from(
    { length: 15 },
    (_, i) => `Town ${i + 1}, ${'known for its boats '.repeat(3).trim()}`,
  );

  it('is quoted whole, with the sentence that introduces it', () => {
    expect(linesOf(quoteOf(listing(['Loja', 'Vidin']), 'Vidin'))).toEqual([
      'The towns are:',
      'Loja',
      'Vidin',
    ]);
  });

  it('begins with that sentence where it is too long to quote whole', () => {
    const quote = quoteOf(listing(many), 'The towns are');
    expect(linesOf(quote).slice(0, 2)).toEqual(['The towns are:', many[0]]);
    expect(quote).toContain('Town 5,');
    expect(quote.length).toBeLessThanOrEqual(MAX_QUOTE_LENGTH);
  });

  it.each(['Town 2,', 'Town 9,', 'Town 15,'])('holds whole items, among them that of “%s”', (town) => {
    const quote = quoteOf(listing(many), town);
    expect(quote).toContain(town);
    expect(quote.length).toBeLessThanOrEqual(MAX_QUOTE_LENGTH);
    expect(quote.length).toBeGreaterThan(MAX_QUOTE_LENGTH / 2);
    for (const line of linesOf(quote).filter((line) => line !== 'The towns are:'))
      expect(many).toContain(line);
  });

  it('is quoted with its only item', () => {
    expect(linesOf(quoteOf(listing(['Loja']), 'The towns are'))).toEqual(['The towns are:', 'Loja']);
  });

  it('is left out where one item alone is too long', () => {
    expect(quoteOf(listing(['boat '.repeat(200).trim(), 'Vidin']), 'boat')).toBe('');
    const [first, second] = ['ship '.repeat(128).trim(), 'boat '.repeat(20).trim()];
    expect(quoteOf(listing([first, second]), 'ship')).toBe(first);
  });

  it('is quoted with its first item, however long that is', () => {
    const quote = quoteOf(listing(['boat '.repeat(200).trim(), 'Vidin']), 'The towns are');
    expect(quote).toContain('boat boat');
  });
});

describe('an item that ends in a colon', () => {
  it('introduces the list under it, and not the one that it is in', () => {
    const nested = candidatesOf('Mind these lots:\n\n- Lot A:\n  - up to 5,000\n  - one year\n- Lot B\n');
    expect(introducesList(holding(nested, 'Lot A'))).toBe(true);
    expect(quoteOf(nested, 'Lot A')).not.toContain('Lot B');
    const flat = listing(['Call by 3 May, with the subject:', 'Bring a pen.']);
    expect(introducesList(holding(flat, 'Call by'))).toBe(false);
  });
});

describe('the table of a candidate', () => {
  const table = (rows: readonly string[]) =>
    candidatesOf(
      `The members voted as follows:\n\n| Topic | Votes |\n|---|---|\n${rows.map((row) => `| ${row} |`).join('\n')}\n`,
    );
  const votes = ['Cargo bikes | 31', 'Electric buses | 27', 'Quiet streets | 19'];
  const short = table(votes);
  const quotesOfTable = (candidates: readonly Candidate[], words: string, answer?: string) => {
    const candidate = holding(candidates, words);
    return listOf(candidate, answer === undefined ? null : spanOf(candidate.text, answer)) ?? [];
  };
  const setOff = (citations: ReturnType<typeof quotesOfTable>) =>
    citations.flatMap(({ quote, highlights }) => highlights.map(({ start, end }) => quote.slice(start, end)));

  it('is its header and its rows, each a quote by itself', () => {
    const quotes = quotesOfTable(short, 'Electric').map(({ quote }) => quote);
    expect(quotes).toEqual(['Topic | Votes', ...votes]);
  });

  it('is quoted where a sentence introduces it', () => {
    expect(introducesList(holding(short, 'voted as follows'))).toBe(true);
    expect(quotesOfTable(short, 'voted as follows', 'The members').map(({ quote }) => quote)).toEqual([
      'The members voted as follows:',
      'Topic | Votes',
      ...votes,
    ]);
    expect(setOff(quotesOfTable(short, 'voted as follows', 'The members'))).toEqual(['The members']);
    const beside = candidatesOf('The members voted.\n\n| Topic | Votes |\n|---|---|\n| Bikes | 31 |\n');
    expect(introducesList(holding(beside, 'voted'))).toBe(false);
    expect(listOf(holding(beside, 'voted'))).toBeNull();
  });

  it('is opened on its page at the first row, since the words of a header may stand anywhere', () => {
    const linked = candidatesOf('| Topic | Votes |\n|---|---|\n| Bikes | 31 |\n| Buses | 27 |\n', {
      url: 'https://a.example/b',
    });
    expect(quotesOfTable(linked, 'Buses').map(({ link }) => link?.split('=')[1])).toEqual([
      'Bikes',
      'Bikes',
      'Buses',
    ]);
  });

  it('has the column set off in which the answer stands', () => {
    expect(setOff(quotesOfTable(short, 'Electric', 'buses'))).toEqual([
      'Cargo bikes',
      'Electric buses',
      'Quiet streets',
    ]);
    expect(setOff(quotesOfTable(short, 'Electric', '27'))).toEqual(['31', '27', '19']);
  });

  it('has nothing set off where the answer goes beyond a cell, or is not known', () => {
    expect(setOff(quotesOfTable(short, 'Electric', 'buses | 27'))).toEqual([]);
    expect(setOff(quotesOfTable(short, 'Electric'))).toEqual([]);
  });

  it('sets off nothing in a row that lacks the cell', () => {
    const uneven = table(['Cargo bikes | 31', 'Electric buses | ', 'Quiet streets | 19']);
    expect(setOff(quotesOfTable(uneven, 'Cargo', '31'))).toEqual(['31', '19']);
  });

  it('keeps to the rows around the candidate where it is too long to quote whole', () => {
    const long = table(Array.from({ length: 40 }, (_, i) => `Topic number ${i + 1} of the long list | ${i}`));
    const quotes = quotesOfTable(long, 'Topic number 38 ').map(({ quote }) => quote);
    expect(quotes[0]).toBe('Topic | Votes');
    expect(quotes.join('\n')).toContain('Topic number 38 ');
    expect(quotes.join('').length).toBeLessThanOrEqual(MAX_QUOTE_LENGTH);
    expect(quotes).toHaveLength(11);
  });

  it('sets off nothing in rows that lack a cell, as under one that spans two', () => {
    const days = candidatesOf(
      '| Day | Hour | What |\n|---|---|---|\n| Tuesday | 9:00 | Opening |\n|  | 11:00 | Forum |\n| Friday | 9:00 | End |\n',
    );
    expect(setOff(quotesOfTable(days, 'Opening', 'Tuesday'))).toEqual(['Tuesday', 'Friday']);
    expect(setOff(quotesOfTable(days, 'Forum', '11:00'))).toEqual([]);
  });

  it('is one list of its rows alone', () => {
    expect(sameList(holding(short, 'Cargo'), holding(short, 'Quiet'))).toBe(true);
    expect(sameList(holding(short, 'Cargo'), holding(short, 'Cargo'))).toBe(false);
    expect(sameList(holding(short, 'Cargo'), holding(short, 'voted as'))).toBe(false);
  });
});
