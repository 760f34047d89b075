import type { Block } from '../article.ts';
import { type Draft, decideHeadings } from './decide-headings.ts';
import { readsLikeHeading } from './heading-text.ts';
import { type Line, readLines } from './line.ts';
import { type ListMark, listMarks } from './list-marks.ts';
import { type Before, ListNesting } from './list-nesting.ts';
import { findTables, isSeparator, rowSpan, type Table } from './tables.ts';
import { goesOn, wrapWidth } from './wrapping.ts';

/** Lines of ornament: rules, underlines of headings, table separators. They are no blocks. */
const RULE = /^[-*_=~•·.+#|:\s]+$/;
const UNDERLINE = /^(?:={3,}|-{3,})$/;

/** More than one sentence in a line. */
const SENTENCES = /[\p{Ll}\d)][.!?]["”’)]*\s+["“‘«(]?\p{Lu}/u;

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
  readonly #lists = new ListNesting();

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
    const headings = decideHeadings(this.#body, this.#drafts);
    return this.#drafts.map(({ kind, start, end, leadIn }, i) => ({
      kind: headings.has(i) ? 'heading' : kind,
      start,
      end,
      leadIn,
    }));
  }

  /** Takes the block that begins at line `i`; returns the index of the line after it. */
  #next(i: number): number {
    const line = this.#lines[i];
    if (!line) return i + 1;
    const table = this.#tables.get(i);
    if (table) return this.#table(table);
    if (RULE.test(line.text)) {
      this.#lists.close();
      return i + 1;
    }
    const mark = this.#marks[i];
    if (mark && !this.#isNumberedText(i, line, mark)) return this.#item(i, line, mark);
    return this.#text(i, line, mark?.length ?? 0);
  }

  #table(table: Table): number {
    const { from, to, header } = table;
    const { block, introduces } = this.#before();
    this.#lists.close();
    let headerBlock: number | null = null;
    for (let i = from; i < to; i++) {
      const line = this.#lines[i];
      if (!line || isSeparator(line)) continue;
      const { start, end } = rowSpan(line);
      if (start === end) continue;
      if (i === header) headerBlock = this.#drafts.length;
      const leadIn = header === null ? (introduces ? block : null) : i === header ? null : headerBlock;
      this.#push({ kind: header === null ? 'item' : 'row', start, end, leadIn });
    }
    return to;
  }

  #item(i: number, line: Line, mark: ListMark): number {
    const leadIn = this.#lists.leadIn(line, mark, this.#before());
    const next = this.#runEnd(i, (from, to) => goesOn(from, to, this.#width) || to.indent > line.indent + 1);
    this.#push({ kind: 'item', start: line.start + mark.length, end: this.#lineEnd(next - 1), leadIn });
    return next;
  }

  #text(i: number, line: Line, skip: number): number {
    const title = line.start < this.#repeated.titleEnd;
    const next = title ? i + 1 : this.#runEnd(i, (from, to) => goesOn(from, to, this.#width));
    const below = this.#lines[next];
    const single = next === i + 1;
    const underlined = single && below?.afterGap === false && UNDERLINE.test(below.text);
    const start = line.start + skip;
    const end = this.#lineEnd(next - 1);
    const isMeta = title || (this.#drafts.length < CATEGORY_WITHIN && this.#repeated.isCategory(line.text));
    this.#lists.close();
    const kind = isMeta && single ? 'meta' : line.marked || underlined ? 'heading' : 'paragraph';
    const candidate = kind === 'paragraph' && single && this.#isCandidate(i, line, skip);
    this.#push({ kind, start, end, leadIn: null }, candidate);
    return next;
  }

  #isCandidate(i: number, line: Line, skip: number): boolean {
    const below = this.#lines[i + 1];
    if (!below || !readsLikeHeading(line.text.slice(skip))) return false;
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
  #isNumberedText(i: number, line: Line, mark: ListMark): boolean {
    if (mark.kind !== 'number') return false;
    const text = line.text.slice(mark.length);
    const below = this.#lines[i + 1];
    if (below && !below.afterGap && !this.#marks[i + 1] && !goesOn(line, below, this.#width)) {
      return readsLikeHeading(text);
    }
    const alone = line.afterGap && below?.afterGap !== false;
    return alone && SENTENCES.test(text);
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

  /** What stands before the block that begins now. */
  #before(): Before {
    const block = this.#drafts.length - 1;
    const last = this.#drafts[block];
    return {
      block,
      introduces: last?.kind === 'paragraph' || last?.kind === 'heading',
      endsWithColon: last !== undefined && this.#body[last.end - 1] === ':',
    };
  }

  #lineEnd(i: number): number {
    return this.#lines[i]?.end ?? 0;
  }

  #push(block: Block, candidate = false): void {
    this.#drafts.push({ ...block, candidate });
  }
}
