import type { Line } from './line.ts';

/** What stands before an item's text. */
export interface ListMark {
  /** Lists with the same kind of mark at the same indent are one list. */
  readonly kind: string;
  /** UTF-16 length of the mark with the white space behind it; 0 where the mark is part of the text. */
  readonly length: number;
}

const BULLET = /^([•‣◦∙·●○■□▪▫►▸➢✓✔*+–—-])[\s\u00a0]+(?=\S)/u;
const LETTER = /^(?:\([a-z]\)|\((?:i{1,3}|iv|vi{0,3}|ix|x)\)|[a-z]\))\s+(?=\S)/;
const NUMBER = /^\(?(\d{1,2})[.)]\s+(?=\S)/;
/** '09:30 Welcome', '9.30 a.m. Registration': the lines of an agenda. */
const TIME =
  /^(?:[01]?\d|2[0-4])[:.][0-5]\d(?:\s*[–-]\s*\d{1,2}[:.]\d{2})?(?:\s|$)(?!\s*(?:per cent|percent|%|million))/;
/** 'Venue: Casa Tunari': the fields of a notice. One letter is no field but a speaker: 'Q: …', 'A: …'. */
const FIELD = /^\p{Lu}[\p{L}\p{N} ()'’/–-]{1,40}: +\S/u;

/** Longer lines are sentences with a colon, not fields. */
const LONGEST_FIELD = 160;

/** Finds the mark of each line; null where a line is no item. */
export function listMarks(lines: readonly Line[]): (ListMark | null)[] {
  const numbers = acceptedNumbers(lines);
  const marks = lines.map((line, i) => (line.marked ? null : (markOf(line) ?? numbers.get(i) ?? null)));
  acceptRuns(lines, marks, 'time', (line) => TIME.test(line.text));
  acceptRuns(lines, marks, 'field', (line) => FIELD.test(line.text) && line.text.length <= LONGEST_FIELD);
  return marks;
}

function markOf(line: Line): ListMark | null {
  const bullet = BULLET.exec(line.text);
  if (bullet) return { kind: bullet[1] ?? '', length: bullet[0].length };
  const letter = LETTER.exec(line.text);
  if (letter) return { kind: 'letter', length: letter[0].length };
  return null;
}

/** '1.' counts as a mark where '2.' follows later, '2.' where '1.' stood before: '3. Mai 2024' begins no list. */
function acceptedNumbers(lines: readonly Line[]): Map<number, ListMark> {
  const found: { index: number; value: number; length: number }[] = [];
  lines.forEach((line, index) => {
    const match = NUMBER.exec(line.text);
    if (match) found.push({ index, value: Number(match[1]), length: match[0].length });
  });
  const accepted = new Map<number, ListMark>();
  let last = 0;
  found.forEach(({ index, value, length }, i) => {
    const follows = value === last + 1 && (value > 1 || found[i + 1]?.value === 2);
    const starts = value === 1 && found[i + 1]?.value === 2;
    if (!follows && !starts) return;
    last = value;
    accepted.set(index, { kind: 'number', length });
  });
  return accepted;
}

/** Two lines or more of one form in a stretch without gaps are a list; marked items may stand between them. */
function acceptRuns(
  lines: readonly Line[],
  marks: (ListMark | null)[],
  kind: string,
  matches: (line: Line) => boolean,
): void {
  let run: number[] = [];
  const close = () => {
    if (run.length >= 2) for (const index of run) marks[index] = { kind, length: 0 };
    run = [];
  };
  lines.forEach((line, i) => {
    if (line.afterGap) close();
    if (marks[i]) return;
    if (!line.marked && matches(line)) run.push(i);
    else close();
  });
  close();
}
