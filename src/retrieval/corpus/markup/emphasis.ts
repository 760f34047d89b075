import type { Edit } from './edit.ts';
import { removal } from './edit.ts';

const SPACE = /^\s$/u;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;
const DIGIT = /^\d$/;

/** The longest run of marks that is emphasis: `***bold italic***`. Longer runs are rules or ornament. */
const LONGEST_RUN = 3;

interface Opener {
  readonly start: number;
  readonly end: number;
}

/**
 * Pairs the emphasis marks of one stretch of text. Stricter than CommonMark: a single `*` inside a word
 * is no mark, nor is one between digits, so that '2*3*4' and 'snake_case' stay as they are.
 */
export class EmphasisPairs {
  readonly #source: string;
  readonly #edits: Edit[];
  #openers = new Map<string, Opener[]>();

  /** @param edits receives the removals of paired marks. */
  constructor(source: string, edits: Edit[]) {
    this.#source = source;
    this.#edits = edits;
  }

  /** Forgets open marks: emphasis does not reach into another block. */
  reset(): void {
    if (this.#openers.size > 0) this.#openers = new Map();
  }

  /** Takes the run of equal marks that starts at `start`; returns where it ends. */
  run(start: number): number {
    const source = this.#source;
    const mark = source[start] ?? '';
    let end = start + 1;
    while (source[end] === mark) end++;
    const length = end - start;
    if (length > LONGEST_RUN || (mark === '~' && length !== 2)) return end;

    const before = neighbour(source, start - 1);
    const after = neighbour(source, end);
    let opens = !after.space && (!after.punctuation || before.space || before.punctuation);
    let closes = !before.space && (!before.punctuation || after.space || after.punctuation);
    if (mark === '_' || length === 1) {
      const both = opens && closes;
      opens &&= !both || before.punctuation;
      closes &&= !both || after.punctuation;
    } else if (before.digit && after.digit) {
      return end;
    }

    const key = `${mark}${length}`;
    const opener = closes ? this.#openers.get(key)?.pop() : undefined;
    if (opener) this.#pair(opener, { start, end });
    else if (opens) {
      const stack = this.#openers.get(key);
      if (stack) stack.push({ start, end });
      else this.#openers.set(key, [{ start, end }]);
    }
    return end;
  }

  #pair(opener: Opener, closer: Opener): void {
    for (const stack of this.#openers.values()) {
      while ((stack.at(-1)?.start ?? -1) > opener.start) stack.pop();
    }
    if (opener.end - opener.start >= 2 && this.#isBoldHeading(opener, closer)) {
      this.#edits.push({ kind: 'heading', start: opener.start, end: opener.start });
    }
    this.#edits.push(removal(opener.start, opener.end), removal(closer.start, closer.end));
  }

  /** Whether the bold text is all that its line holds, and no sentence: '**Founding members**'. */
  #isBoldHeading(opener: Opener, closer: Opener): boolean {
    const source = this.#source;
    if (source[opener.start] === '~') return false;
    let left = opener.start - 1;
    while (source[left] === ' ' || source[left] === '\t') left--;
    let right = closer.end;
    while (source[right] === ' ' || source[right] === '\t') right++;
    if ((left >= 0 && source[left] !== '\n') || (right < source.length && source[right] !== '\n'))
      return false;
    if (closer.start - opener.end > 120) return false;
    return !/\n|[.!]["'”’»)]*$/u.test(source.slice(opener.end, closer.start));
  }
}

function neighbour(source: string, at: number): { space: boolean; punctuation: boolean; digit: boolean } {
  const char = source[at];
  if (char === undefined) return { space: true, punctuation: false, digit: false };
  return { space: SPACE.test(char), punctuation: PUNCTUATION.test(char), digit: DIGIT.test(char) };
}
