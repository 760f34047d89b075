import type { Article, Block } from '../../retrieval/corpus/article.ts';
import type { Citation, Span } from '../answer.ts';
import type { Candidate } from '../evidence/candidate.ts';
import { citationOf } from './citation.ts';

/** Longest quote, in UTF-16 code units; a chat message with three of them is still readable. */
export const MAX_QUOTE_LENGTH = 650;

/**
 * The quotes that a candidate stands for: its sentence, as one with that of a neighbour; for a table's row the header before it.
 *
 * @param highlights spans of the candidate
 */
export function quotesOf(
  candidate: Candidate,
  highlights: readonly Span[],
  neighbour: Candidate | null = null,
): Citation[] {
  const { article } = candidate.found.passage;
  const unit = unitOf(candidate);
  if (unit === null)
    return [citationOf({ article, field: 'title', start: 0, end: article.title.length }, highlights)];
  const beside = (neighbour && unitOf(neighbour)) ?? unit;
  const start = Math.min(unit.start, beside.start);
  const end = Math.max(unit.end, beside.end);
  const own = citationOf(
    { article, field: 'body', start, end },
    highlights.map((span) => moved(span, unit.start - start)),
  );
  const block = article.blocks[unit.block];
  const header = block?.kind === 'row' && block.leadIn !== null ? article.blocks[block.leadIn] : undefined;
  return header ? underHeader(article, header, [own]) : [own];
}

/** Rows of a table after its header; its link opens the first of them, since a word like 'Topic' may stand anywhere on the page. */
export function underHeader(article: Article, { start, end }: Block, rows: readonly Citation[]): Citation[] {
  const header = citationOf({ article, field: 'body', start, end });
  return [{ ...header, link: rows[0]?.link ?? header.link }, ...rows];
}

/** Whether two candidates are sentences that follow one another in a paragraph, and can be quoted as one. */
export function areNeighbours(a: Candidate, b: Candidate): boolean {
  const [one, other] = [unitOf(a), unitOf(b)];
  if (one === null || other === null || a.found.passage !== b.found.passage) return false;
  return (
    Math.abs((a.sentence as number) - (b.sentence as number)) === 1 &&
    one.kind === 'paragraph' &&
    one.block === other.block &&
    Math.max(one.end, other.end) - Math.min(one.start, other.start) <= MAX_QUOTE_LENGTH
  );
}

/** A span, that many characters further on. */
export const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

/** Where a candidate stands in its article's body; null for a title. */
export function unitOf({ found, sentence }: Candidate) {
  return sentence === null ? null : (found.passage.sentences[sentence] ?? null);
}
