import type { Article, Block } from '../../retrieval/corpus/article.ts';
import type { Citation, Span } from '../answer.ts';
import type { Candidate } from '../evidence/candidate.ts';
import { citationOf } from './citation.ts';
import { MAX_QUOTE_LENGTH, moved, quotesOf, underHeader, unitOf } from './quotes.ts';

/** Rows of one quoted table: with their header what a chat message shows whole. */
const MAX_ROWS = 10;

/**
 * The list that a candidate belongs to (as an item, or as the sentence that introduces it), as one quote with that sentence; of
 * a table the sentence that introduces it if that is the candidate, the header and the rows, each by itself. Of what is too
 * long to quote whole, the items around the candidate. Null where there is no list.
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
  const isTable = isHeader(article.blocks[introduced]);
  const run = runAround(items, Math.max(own, 0), start, isTable ? MAX_ROWS : items.length);
  const end = (run.at(-1) as Block).end;
  // A sentence that introduces a list says nothing without an item, however long that is.
  const from =
    run[0] === items[0] && (own < 0 || end - start <= MAX_QUOTE_LENGTH) ? start : (run[0] as Block).start;
  if (own >= 0 && end - from > MAX_QUOTE_LENGTH) return null;
  if (isTable) {
    const header = article.blocks[introduced] as Block;
    if (own < 0)
      return [...quotesOf(candidate, highlight ? [highlight] : []), ...tableOf(article, header, run)];
    return tableOf(
      article,
      header,
      run,
      highlight && { row: block, ...moved(highlight, unit.start - block.start) },
    );
  }
  return [
    citationOf(
      { article, field: 'body', start: from, end },
      run.map((item) => moved(item, -from)),
    ),
  ];
}

/**
 * As many neighbours of an item as a quote holds, those before it first: a list is read from its beginning at `start`.
 *
 * @param most items
 */
function runAround(items: readonly Block[], at: number, start: number, most: number): readonly Block[] {
  const startOf = (index: number) => (index === 0 ? start : (items[index] as Block).start);
  const fits = (from: number, to: number) =>
    to - from < most && (items[to] as Block).end - startOf(from) <= MAX_QUOTE_LENGTH;
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
  return introduced !== blocks[unit.block]?.leadIn && isIntroducing(blocks, introduced);
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

/** Index of the block that introduces a list, of a table the header: the one that the candidate goes on to, else the one that it is in. */
function introducedBy(candidate: Candidate, block: number): number {
  const { blocks } = candidate.found.passage.article;
  if (endsOpen(candidate) && isHeader(blocks[block + 1])) return block + 1;
  if (endsOpen(candidate) && isIntroducing(blocks, block)) return block;
  return blocks[block]?.leadIn ?? block;
}

function isIntroducing(blocks: readonly Block[], index: number): boolean {
  return blocks.some(({ leadIn }) => leadIn === index);
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

/**
 * A table's header and some of its rows.
 *
 * @param answer what answers in one of them: the cells of its column are set off
 */
function tableOf(
  article: Article,
  header: Block,
  rows: readonly Block[],
  answer: (Span & { readonly row: Block }) | null = null,
): Citation[] {
  const cells = (row: Block) => cellsOf(article.body.slice(row.start, row.end));
  const columns = cells(header).length;
  // Of a row that lacks a cell, as under one that spans two, nobody can tell which.
  const whole = (row: Block) => (cells(row).length === columns ? cells(row) : []);
  const column = answer
    ? whole(answer.row).findIndex(({ start, end }) => start <= answer.start && answer.end <= end)
    : -1;
  const citations = rows.map((row) => {
    const cell = whole(row)[column];
    const place = { article, field: 'body', start: row.start, end: row.end } as const;
    return citationOf(place, cell && cell.end > cell.start ? [cell] : []);
  });
  return underHeader(article, header, citations);
}

/** The cells of a row, without the space around them. */
function cellsOf(row: string): Span[] {
  let at = 0;
  return row.split('|').map((cell) => {
    const start = at + cell.length - cell.trimStart().length;
    const end = Math.max(start, at + cell.trimEnd().length);
    at += cell.length + 1;
    return { start, end };
  });
}
