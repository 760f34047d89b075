import type { BlockKind } from '../article.ts';

/** A block whose kind is not settled yet. */
export interface Draft {
  readonly kind: BlockKind;
  readonly start: number;
  readonly end: number;
  readonly leadIn: number | null;
  /** A paragraph that reads like a heading and stands alone, or above its text. */
  readonly candidate: boolean;
}

/** Three and more short lines in a row are verse, a programme or an address. */
const MOST_HEADINGS_IN_A_ROW = 2;

/** The indexes of the candidates that are headings: something follows that they can be the heading of. */
export function decideHeadings(body: string, drafts: readonly Draft[]): ReadonlySet<number> {
  const headings = new Set<number>();
  for (let from = isDateline(body, drafts) ? 1 + firstOf(drafts) : 0; from < drafts.length; from++) {
    let to = from;
    while (drafts[to]?.candidate) to++;
    const followed = to < drafts.length;
    if (followed && to - from <= MOST_HEADINGS_IN_A_ROW) for (let i = from; i < to; i++) headings.add(i);
    from = to;
  }
  return headings;
}

/** 'Szeged, 4–6 May 2022' at the top says something, and is no heading. */
function isDateline(body: string, drafts: readonly Draft[]): boolean {
  const opening = drafts[firstOf(drafts)];
  return opening?.candidate === true && body.slice(opening.start, opening.end).includes(',');
}

function firstOf(drafts: readonly Draft[]): number {
  return drafts.findIndex((draft) => draft.kind !== 'meta');
}
