import type { Block, BlockKind } from '../article.ts';
import { readsLikeHeading } from './heading-text.ts';
import { type Line, readLines } from './line.ts';
import { type ListMark, listMarks } from './list-marks.ts';
import { findTables, isSeparator, rowSpan, type Table } from './tables.ts';
import { goesOn, wrapWidth } from './wrapping.ts';

/** Lines of ornament: rules, underlines of headings, table separators. They are no blocks. */
const RULE = /^[-*_=~•·.+#|:\s]+$/;
const UNDERLINE = /^(?:={3,}|-{3,})$/;

interface Draft {
  kind: BlockKind;
  readonly start: number;
  end: number;
  readonly leadIn: number | null;
  /** Reads like a heading and stands alone, or with text directly below. */
  readonly candidate: boolean;
  readonly afterGap: boolean;
}

interface List {
  readonly kind: string;
  readonly indent: number;
  readonly leadIn: number | null;
}

/** What the body's start repeats of the front matter. */
export interface Repeated {
  /** UTF-16 offset at which the line ends that is the article's title; 0 where the body holds none. */
  readonly titleEnd: number;
  readonly isCategory: (text: string) => boolean;
}

/** The category line stands at the top, under the title if that is there. */
const CATEGORY_WITHIN = 3;

/**
 * Finds the paragraphs, headings, list items and table rows of a body.
 *
 * @param headings offsets of lines that are headings by their markup, ascending.
 */
export function buildBlocks(body: string, headings: readonly number[], repeated: Repeated): Block[] {
  return new BlockBuilder(body, headings, repeated).build();
}

class BlockBuilder {
  readonly #body: string;
  readonly #lines: readonly Line[];
  readonly #repeated: Repeated;
  readonly #marks: readonly (ListMark | null)[];
  readonly #tables: ReadonlyMap<number, Table>;
  readonly #width: number | null;
  readonly #drafts: Draft[] = [];
  #lists: List[] = [];

  constructor(body: string, headings: readonly number[], repeated: Repeated) {
    this.#body = body;
    this.#lines = readLines(body, headings);
    this.#repeated = repeated;
    this.#marks = listMarks(this.#lines);
    this.#tables = new Map(findTables(this.#lines).map((table) => [table.from, table]));
    this.#width = wrapWidth(this.#lines);
  }

  build(): Block[] {
    for (let i = 0; i < this.#lines.length; ) i = this.#next(i);
    decideHeadings(this.#body, this.#drafts);
    return this.#drafts.map(({ kind, start, end, leadIn }) => ({ kind, start, end, leadIn }));
  }

  /** Takes the block that begins at line `i`; returns the index of the line after it. */
  #next(i: number): number {
    const line = this.#lines[i];
    if (!line) return i + 1;
    const table = this.#tables.get(i);
    if (table) return this.#table(table);
    if (RULE.test(line.text)) {
      this.#lists = [];
      return i + 1;
    }
    const mark = this.#marks[i];
    if (mark && !this.#isNumberedText(i, mark)) return this.#item(i, mark);
    return this.#text(i, mark?.length ?? 0);
  }

  #table(table: Table): number {
    const { from, to, header } = table;
    const introduction = this.#introduction();
    this.#lists = [];
    let headerBlock: number | null = null;
    for (let i = from; i < to; i++) {
      const line = this.#lines[i];
      if (!line || isSeparator(line)) continue;
      const { start, end } = rowSpan(line);
      if (start === end) continue;
      if (i === header) headerBlock = this.#drafts.length;
      const leadIn = header === null ? introduction : i === header ? null : headerBlock;
      this.#push({ kind: header === null ? 'item' : 'row', start, end, leadIn }, line);
    }
    return to;
  }

  #item(i: number, mark: ListMark): number {
    const line = this.#lines[i] as Line;
    const leadIn = this.#listOf(line, mark).leadIn;
    const next = this.#runEnd(i, (from, to) => goesOn(from, to, this.#width) || to.indent > line.indent + 1);
    this.#push({ kind: 'item', start: line.start + mark.length, end: this.#lineEnd(next - 1), leadIn }, line);
    return next;
  }

  #text(i: number, skip: number): number {
    const line = this.#lines[i] as Line;
    const title = line.start < this.#repeated.titleEnd;
    const next = title ? i + 1 : this.#runEnd(i, (from, to) => goesOn(from, to, this.#width));
    const below = this.#lines[next];
    const single = next === i + 1;
    const underlined = single && below?.afterGap === false && UNDERLINE.test(below.text);
    const start = line.start + skip;
    const end = this.#lineEnd(next - 1);
    const isMeta = title || (this.#drafts.length < CATEGORY_WITHIN && this.#repeated.isCategory(line.text));
    this.#lists = [];
    const kind = isMeta && single ? 'meta' : line.marked || underlined ? 'heading' : 'paragraph';
    const candidate = kind === 'paragraph' && single && this.#isCandidate(i, skip);
    this.#push({ kind, start, end, leadIn: null }, line, candidate);
    return next;
  }

  #isCandidate(i: number, skip: number): boolean {
    const line = this.#lines[i];
    const below = this.#lines[i + 1];
    if (!line || !below || !readsLikeHeading(line.text.slice(skip))) return false;
    if (!line.afterGap && !this.#endsSentence(i - 1)) return false;
    if (below.afterGap) return true;
    // Directly below: a list, a table or a line of running text, but no second short line (an address).
    if (this.#marks[i + 1] || this.#tables.has(i + 1)) return true;
    return !readsLikeHeading(below.text) && below.text.length > 0;
  }

  #endsSentence(i: number): boolean {
    return this.#marks[i] != null || /[.!?。！？]["'”’»)]*$/u.test(this.#lines[i]?.text ?? '');
  }

  /** Whether a numbered line is a paragraph or heading ('2. Budget' above its text), not an item. */
  #isNumberedText(i: number, mark: ListMark): boolean {
    if (mark.kind !== 'number') return false;
    const text = (this.#lines[i]?.text ?? '').slice(mark.length);
    const below = this.#lines[i + 1];
    if (
      below &&
      !below.afterGap &&
      !this.#marks[i + 1] &&
      !goesOn(this.#lines[i] as Line, below, this.#width)
    ) {
      return readsLikeHeading(text);
    }
    const alone = this.#lines[i]?.afterGap !== false && below?.afterGap !== false;
    return alone && /[\p{Ll}\d)][.!?]["”’)]*\s+["“‘«(]?\p{Lu}/u.test(text);
  }

  /** The index after the last line that goes on from line `i`. */
  #runEnd(i: number, continues: (from: Line, to: Line) => boolean): number {
    let next = i + 1;
    for (; next < this.#lines.length; next++) {
      const from = this.#lines[next - 1];
      const to = this.#lines[next];
      if (!from || !to || to.afterGap || to.marked || this.#marks[next] || this.#tables.has(next)) break;
      if (RULE.test(to.text) || !continues(from, to)) break;
    }
    return next;
  }

  /** The list that an item belongs to: one that is open, one inside of it, or a new one. */
  #listOf(line: Line, mark: ListMark): List {
    const level = this.#lists.findLastIndex(
      (list) => list.kind === mark.kind && Math.abs(list.indent - line.indent) < 2,
    );
    if (level >= 0) {
      this.#lists.length = level + 1;
      return this.#lists[level] as List;
    }
    while ((this.#lists.at(-1)?.indent ?? 0) > line.indent + 1) this.#lists.pop();
    const top = this.#lists.at(-1);
    const inside = top && (line.indent > top.indent + 1 || this.#lastEndsWithColon());
    const leadIn = inside ? this.#drafts.length - 1 : top ? top.leadIn : this.#introduction();
    const list = { kind: mark.kind, indent: line.indent, leadIn };
    this.#lists.push(list);
    return list;
  }

  /** The paragraph or heading directly before, which introduces the list that begins now. */
  #introduction(): number | null {
    const last = this.#drafts.at(-1);
    return last && (last.kind === 'paragraph' || last.kind === 'heading') ? this.#drafts.length - 1 : null;
  }

  #lastEndsWithColon(): boolean {
    const last = this.#drafts.at(-1);
    return last?.kind === 'item' && this.#body[last.end - 1] === ':';
  }

  #lineEnd(i: number): number {
    return this.#lines[i]?.end ?? 0;
  }

  #push(block: Block, line: Line, candidate = false): void {
    this.#drafts.push({ ...block, candidate, afterGap: line.afterGap });
  }
}

/** Turns candidates into headings where something follows that they can be the heading of. */
function decideHeadings(body: string, drafts: Draft[]): void {
  const first = drafts.findIndex((draft) => draft.kind !== 'meta');
  const opening = drafts[first];
  // 'Szeged, 4–6 May 2022' at the top is a dateline, and says something.
  const dateline = opening?.candidate && body.slice(opening.start, opening.end).includes(',');
  for (let i = dateline ? first + 1 : 0; i < drafts.length; ) {
    if (!drafts[i]?.candidate) {
      i++;
      continue;
    }
    let to = i;
    while (drafts[to]?.candidate) to++;
    // Three short lines in a row are verse, a programme or an address.
    const following = to < drafts.length;
    if (to - i < 3 && following) for (let k = i; k < to; k++) (drafts[k] as Draft).kind = 'heading';
    i = to;
  }
}
