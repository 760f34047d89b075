import type { Edit } from './edit.ts';

/** The text after the edits, not trimmed, and where its marked headings start. */
export interface EditedText {
  readonly text: string;
  /** UTF-16 offsets in `text`, ascending: the line that holds the offset is a heading by its markup. */
  readonly headings: readonly number[];
}

/** Applies edits that do not overlap, in any order; where two overlap, the later one is dropped. */
export function applyEdits(source: string, edits: readonly Edit[]): EditedText {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const output = new Output();
  const headings: number[] = [];
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at) continue;
    output.append(source.slice(at, edit.start));
    at = edit.end;
    switch (edit.kind) {
      case 'replace':
        output.append(edit.text);
        break;
      case 'heading':
        headings.push(output.length);
        break;
      case 'break':
        output.breakLine(edit.lines);
        output.append(edit.after ?? '');
        if (edit.heading) headings.push(output.length);
        break;
      case 'cell':
        if (!output.atLineStart) output.append(' | ');
        break;
    }
  }
  output.append(source.slice(at));
  return { text: output.toString(), headings };
}

/** Collects pieces and knows how many line ends stand at the end, blanks not counted. */
class Output {
  readonly #pieces: string[] = [];
  #lineEnds = 2;
  length = 0;

  get atLineStart(): boolean {
    return this.#lineEnds > 0;
  }

  append(piece: string): void {
    if (piece === '') return;
    this.#pieces.push(piece);
    this.length += piece.length;
    for (let i = piece.length - 1, seen = 0; ; i--) {
      if (i < 0) {
        this.#lineEnds += seen;
        return;
      }
      const char = piece[i];
      if (char === '\n') seen++;
      else if (char !== ' ' && char !== '\t') {
        this.#lineEnds = seen;
        return;
      }
    }
  }

  breakLine(lines: number): void {
    if (this.#lineEnds < lines) this.append('\n'.repeat(lines - this.#lineEnds));
  }

  toString(): string {
    return this.#pieces.join('');
  }
}
