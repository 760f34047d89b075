import { describe, expect, it } from 'vitest';
import { type Candidate, candidatesIn } from '../../../src/answers/evidence/candidate.ts';
import { listOf, MAX_QUOTE_LENGTH } from '../../../src/answers/quoting/quotes.ts';
import { segmentArticle } from '../../../src/retrieval/passages/segment.ts';
import { article } from '../../retrieval/corpus/parse.ts';

/** The candidates of an article that lists towns under 'The towns are:'. */
function candidatesOf(towns: readonly string[]): Candidate[] {
  const passages = segmentArticle(
    article(`The towns are:\n\n${towns.map((town) => `- ${town}`).join('\n')}\n`),
  );
  return passages.flatMap((passage, ordinal) => {
    const scores = { dates: [], sentenceCosines: [], bm25: 0, cosine: 0, score: 0, features: {}, utility: 0 };
    return candidatesIn({ ordinal, passage, ...scores }, ordinal, [], false);
  });
}

const holding = (candidates: readonly Candidate[], words: string) =>
  candidates.find(({ text }) => text.includes(words)) as Candidate;
const quoteOf = (candidates: readonly Candidate[], words: string) =>
  listOf(holding(candidates, words))?.quote ?? '';
/** Without marks and empty lines. */
const linesOf = (quote: string) => quote.split(/\n+/u).map((line) => line.replace(/^- /u, ''));

describe('the list of a candidate', () => {
  const many = Array.from(
    { length: 15 },
    (_, i) => `Town ${i + 1}, ${'known for its boats '.repeat(3).trim()}`,
  );

  it('is quoted whole, with the sentence that introduces it', () => {
    expect(linesOf(quoteOf(candidatesOf(['Loja', 'Vidin']), 'Vidin'))).toEqual([
      'The towns are:',
      'Loja',
      'Vidin',
    ]);
  });

  it('begins with that sentence where it is too long to quote whole', () => {
    const quote = quoteOf(candidatesOf(many), 'The towns are');
    expect(linesOf(quote).slice(0, 2)).toEqual(['The towns are:', many[0]]);
    expect(quote).toContain('Town 5,');
    expect(quote.length).toBeLessThanOrEqual(MAX_QUOTE_LENGTH);
  });

  it.each(['Town 2,', 'Town 9,', 'Town 15,'])('holds whole items, among them that of “%s”', (town) => {
    const quote = quoteOf(candidatesOf(many), town);
    expect(quote).toContain(town);
    expect(quote.length).toBeLessThanOrEqual(MAX_QUOTE_LENGTH);
    expect(quote.length).toBeGreaterThan(MAX_QUOTE_LENGTH / 2);
    for (const line of linesOf(quote).filter((line) => line !== 'The towns are:'))
      expect(many).toContain(line);
  });

  it('is quoted with its only item', () => {
    expect(linesOf(quoteOf(candidatesOf(['Loja']), 'The towns are'))).toEqual(['The towns are:', 'Loja']);
  });

  it('is left out where one item alone is too long', () => {
    expect(quoteOf(candidatesOf(['boat '.repeat(200).trim(), 'Vidin']), 'boat')).toBe('');
    const [first, second] = ['ship '.repeat(128).trim(), 'boat '.repeat(20).trim()];
    expect(quoteOf(candidatesOf([first, second]), 'ship')).toBe(first);
  });

  it('is quoted with its first item, however long that is', () => {
    const quote = quoteOf(candidatesOf(['boat '.repeat(200).trim(), 'Vidin']), 'The towns are');
    expect(quote).toContain('boat boat');
  });
});
