import type { Article, Block } from '../../retrieval/corpus/article.ts';
import type { Citation, Span } from '../answer.ts';
import type { Candidate } from '../evidence/candidate.ts';
import { citationOf } from './citation.ts';

/** Longest quote, in UTF-16 code units; a chat message with three of them is still readable. */
export const MAX_QUOTE_LENGTH = 650;

/** The quotes that a candidate stands for: its sentence; for a table's row the header before it. */
export function quotesOf(candidate: Candidate, highlights: readonly Span[]): Citation[] {
  const { article } = candidate.found.passage;
  const unit = unitOf(candidate);
  if (unit === null)
    return [citationOf({ article, field: 'title', start: 0, end: article.title.length }, highlights)];
  const own = citationOf({ article, field: 'body', start: unit.start, end: unit.end }, highlights);
  const block = article.blocks[unit.block];
  const header = block?.kind === 'row' && block.leadIn !== null ? article.blocks[block.leadIn] : undefined;
  return header ? [citationOf({ article, field: 'body', start: header.start, end: header.end }), own] : [own];
}

/**
 * The list that a candidate belongs to (as an item, or as the sentence that introduces it), as one quote with that
 * sentence; of a list that is too long to quote whole, the items around the candidate. Null where there is none.
 */
export function listOf(candidate: Candidate): Citation | null {
  const { article } = candidate.found.passage;
  const unit = unitOf(candidate);
  if (unit === null) return null;
  const block = article.blocks[unit.block];
  const introduced = block?.leadIn ?? unit.block;
  const items = article.blocks.filter(({ leadIn, kind }) => leadIn === introduced && kind === 'item');
  const own = block ? items.indexOf(block) : -1;
  if (items.length < (own < 0 ? 1 : 2)) return null;
  const start = listStart(article, introduced, items[0] as Block);
  const run = runAround(items, Math.max(own, 0), start);
  const end = (run.at(-1) as Block).end;
  // A sentence that introduces a list says nothing without an item, however long that is.
  const from =
    run[0] === items[0] && (own < 0 || end - start <= MAX_QUOTE_LENGTH) ? start : (run[0] as Block).start;
  if (own >= 0 && end - from > MAX_QUOTE_LENGTH) return null;
  return citationOf({ article, field: 'body', start: from, end }, itemSpans(run, from));
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

/** Whether a candidate introduces a list, and says little without it. */
export function introducesList(candidate: Candidate): boolean {
  const { blocks } = candidate.found.passage.article;
  const unit = unitOf(candidate);
  return (
    unit !== null &&
    /[:：]$/u.test(candidate.text) &&
    blocks.some((block) => block.kind === 'item' && block.leadIn === unit.block)
  );
}

/** Whether two candidates are items of one list. */
export function sameList(a: Candidate, b: Candidate): boolean {
  const { article } = a.found.passage;
  const one = article.blocks[unitOf(a)?.block ?? -1];
  const other = article.blocks[unitOf(b)?.block ?? -1];
  return (
    article === b.found.passage.article &&
    one?.kind === 'item' &&
    other?.kind === 'item' &&
    one !== other &&
    one.leadIn !== null &&
    one.leadIn === other.leadIn
  );
}

/** A list is quoted with the line that introduces it. */
function listStart(article: Article, introduced: number, first: Block): number {
  const leadIn = article.blocks[introduced];
  return leadIn && leadIn.end <= first.start ? leadIn.start : first.start;
}

function itemSpans(items: readonly Block[], base: number): Span[] {
  return items.map(({ start, end }) => ({ start: start - base, end: end - base }));
}

function unitOf({ found, sentence }: Candidate) {
  return sentence === null ? null : (found.passage.sentences[sentence] ?? null);
}
