import type { Article, Block } from '../../retrieval/corpus/article.ts';
import type { Citation, Span } from '../answer.ts';
import type { Candidate } from '../evidence/candidate.ts';
import { citationOf } from './citation.ts';
import { MAX_QUOTE_LENGTH, moved, underHeader, unitOf } from './quotes.ts';

/**
 * The list that a candidate belongs to (as an item, or as the sentence that introduces it), as one quote with that sentence; of
 * a table its header and rows, each by itself. Of what is too long to quote whole, the items around the candidate. Null
 * where there is no list.
 *
 * @param highlight what answers in the candidate; of a table the column in which that stands is set off
 */
export function listOf(candidate: Candidate, highlight: Span | null = null): Citation[] | null {
  const { article } = candidate.found.passage;
  const unit = unitOf(candidate);
  if (unit === null) return null;
  const introduced = introducedBy(candidate, unit.block);
  const items = article.blocks.filter(({ leadIn }) => leadIn === introduced);
  const block = article.blocks[unit.block] as Block;
  const own = items.indexOf(block);
  if (items.length < (own < 0 ? 1 : 2)) return null;
  const start = listStart(article, introduced, items[0] as Block);
  const run = runAround(items, Math.max(own, 0), start);
  const end = (run.at(-1) as Block).end;
  // A sentence that introduces a list says nothing without an item, however long that is.
  const from =
    run[0] === items[0] && (own < 0 || end - start <= MAX_QUOTE_LENGTH) ? start : (run[0] as Block).start;
  if (own >= 0 && end - from > MAX_QUOTE_LENGTH) return null;
  const header = article.blocks[introduced] as Block;
  if (isHeader(header)) {
    const answer = own < 0 ? null : highlight && moved(highlight, unit.start - block.start);
    const column = answer && columnOf(article.body.slice(block.start, block.end), answer);
    const rows = run.map((row) => rowCitation(article, row, column));
    return underHeader(article, header, rows);
  }
  return [
    citationOf(
      { article, field: 'body', start: from, end },
      run.map((item) => moved(item, -from)),
    ),
  ];
}

/** As many neighbours of an item as a quote holds, those before it first: a list is read from its beginning at `start`. */
function runAround(items: readonly Block[], at: number, start: number): readonly Block[] {
  const startOf = (index: number) => (index === 0 ? start : (items[index] as Block).start);
  const fits = (from: number, to: number) => (items[to] as Block).end - startOf(from) <= MAX_QUOTE_LENGTH;
  let from = at;
  let to = at;
  while (from > 0 && fits(from - 1, to)) from -= 1;
  while (to + 1 < items.length && fits(from, to + 1)) to += 1;
  return items.slice(from, to + 1);
}

/** Whether a candidate introduces a list or table, and says little without it. */
export function introducesList(candidate: Candidate): boolean {
  const { blocks } = candidate.found.passage.article;
  const unit = unitOf(candidate);
  if (unit === null || !endsOpen(candidate)) return false;
  const introduced = introducedBy(candidate, unit.block);
  return blocks.some(({ leadIn }) => leadIn === introduced);
}

/** Whether two candidates are items of one list, or rows of one table. */
export function sameList(a: Candidate, b: Candidate): boolean {
  const { article } = a.found.passage;
  const one = article.blocks[unitOf(a)?.block ?? -1];
  const other = article.blocks[unitOf(b)?.block ?? -1];
  return (
    article === b.found.passage.article &&
    one !== other &&
    one?.leadIn != null &&
    one.leadIn === other?.leadIn
  );
}

/** Index of the block that introduces the candidate's list, of a table the header: another one's, or the candidate's own. */
function introducedBy(candidate: Candidate, block: number): number {
  const { blocks } = candidate.found.passage.article;
  const own = blocks[block];
  if (own?.leadIn != null) return own.leadIn;
  return endsOpen(candidate) && isHeader(blocks[block + 1]) ? block + 1 : block;
}

const endsOpen = ({ text }: Candidate) => /[:：]$/u.test(text);

function isHeader(block: Block | undefined): boolean {
  return block?.kind === 'row' && block.leadIn === null;
}

/** A list is quoted with the line that introduces it. */
function listStart(article: Article, introduced: number, first: Block): number {
  const leadIn = article.blocks[introduced];
  return leadIn && leadIn.end <= first.start ? leadIn.start : first.start;
}

/** @param column the cell to set off, counted from 0; null: none */
function rowCitation(article: Article, { start, end }: Block, column: number | null): Citation {
  const cell = column === null ? undefined : cellsOf(article.body.slice(start, end))[column];
  return citationOf({ article, field: 'body', start, end }, cell && cell.end > cell.start ? [cell] : []);
}

/** The cell of a row that holds a span; null where it goes beyond one. */
function columnOf(row: string, { start, end }: Span): number | null {
  const column = cellsOf(row).findIndex((cell) => cell.start <= start && end <= cell.end);
  return column < 0 ? null : column;
}

/** The cells of a row, without the space around them. */
function cellsOf(row: string): Span[] {
  return [...row.matchAll(/[^|]*/gu)]
    .filter(({ index }) => index === 0 || row[index - 1] === '|')
    .map(({ index, 0: cell }) => {
      const start = index + cell.length - cell.trimStart().length;
      return { start, end: Math.max(start, index + cell.trimEnd().length) };
    });
}
