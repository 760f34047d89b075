import type { Line } from './line.ts';
import type { ListMark } from './list-marks.ts';

interface OpenList {
  readonly kind: string;
  readonly indent: number;
  readonly leadIn: number | null;
}

/** What stands before an item. */
export interface Before {
  /** Index of the block directly before, or -1. */
  readonly block: number;
  /** Whether that block introduces a list by itself: a paragraph or heading. */
  readonly introduces: boolean;
  /** Whether that block ends with a colon. */
  readonly endsWithColon: boolean;
}

/** Keeps the lists that are open, from the outermost to the innermost, and finds each item's lead-in. */
export class ListNesting {
  readonly #open: OpenList[] = [];

  /** Closes all lists: something else than an item stands between. */
  close(): void {
    this.#open.length = 0;
  }

  /** The lead-in of an item: that of its list if one is open, else what stands before it. */
  leadIn(line: Line, mark: ListMark, before: Before): number | null {
    const same = this.#open.findLastIndex(
      (list) => list.kind === mark.kind && Math.abs(list.indent - line.indent) < 2,
    );
    const known = this.#open[same];
    if (known) {
      this.#open.length = same + 1;
      return known.leadIn;
    }
    while ((this.#open.at(-1)?.indent ?? 0) > line.indent + 1) this.#open.pop();
    const around = this.#open.at(-1);
    let leadIn = around ? around.leadIn : before.introduces ? before.block : null;
    if (around && (line.indent > around.indent + 1 || before.endsWithColon)) leadIn = before.block;
    this.#open.push({ kind: mark.kind, indent: line.indent, leadIn });
    return leadIn;
  }
}
