import type { Line } from './line.ts';

/** A run of lines that is a table. */
export interface Table {
  /** Index of its first line. */
  readonly from: number;
  /** Index after its last line. */
  readonly to: number;
  /** Index of the header row's line, or null where every row is data ('09:30 | Welcome'). */
  readonly header: number | null;
}

const SEPARATOR = /^[|:\-\s]+$/;

/** Whether the line only separates a table's header from its rows: `|---|:-:|`. */
export function isSeparator(line: Line): boolean {
  return SEPARATOR.test(line.text) && line.text.includes('|') && line.text.includes('-');
}

/** The tables of the text: lines between pipes, or two and more lines with equally many pipes inside. */
export function findTables(lines: readonly Line[]): Table[] {
  const tables: Table[] = [];
  for (let from = 0; from < lines.length; ) {
    const columns = columnsOf(lines[from]);
    if (columns < 2) {
      from++;
      continue;
    }
    let to = from + 1;
    while (to < lines.length && lines[to]?.afterGap === false) {
      const next = columnsOf(lines[to]);
      if (next !== columns && !(next >= 2 && isFenced(lines[from]) && isFenced(lines[to]))) break;
      to++;
    }
    if (to - from >= 2 || isFenced(lines[from])) tables.push({ from, to, header: headerOf(lines, from, to) });
    from = to;
  }
  return tables;
}

/** The offsets of a row's cells, without the pipes and blanks at both ends. */
export function rowSpan(line: Line): { start: number; end: number } {
  let { start, end } = line;
  const edge = (char: string | undefined) => char !== undefined && /[|\s]/.test(char);
  while (start < end && edge(line.text[start - line.start])) start++;
  while (end > start && edge(line.text[end - 1 - line.start])) end--;
  return { start, end };
}

function isFenced(line: Line | undefined): boolean {
  return line?.text.startsWith('|') === true && line.text.endsWith('|') && line.text.length > 1;
}

function columnsOf(line: Line | undefined): number {
  if (!line || line.marked) return 0;
  let count = 1;
  for (
    let at = line.text.indexOf('|', 1);
    at > 0 && at < line.text.length - 1;
    at = line.text.indexOf('|', at + 1)
  ) {
    if (line.text[at - 1] !== '\\') count++;
  }
  return count;
}

/** Whether no cell holds anything. */
function isEmpty(line: Line): boolean {
  const { start, end } = rowSpan(line);
  return start === end;
}

function headerOf(lines: readonly Line[], from: number, to: number): number | null {
  const first = lines[from];
  const second = lines[from + 1];
  if (!first || isSeparator(first) || isEmpty(first)) return null;
  if (to > from + 1 && second && isSeparator(second)) return from;
  if (to - from < 2) return null;
  const { start } = rowSpan(first);
  return /\d/.test(first.text[start - first.start] ?? '') ? null : from;
}
