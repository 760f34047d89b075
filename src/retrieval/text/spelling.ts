import { distance } from 'fastest-levenshtein';

/** Shorter words have too many neighbours: 'Riga' must not become 'Biga'. */
const MIN_LENGTH = 5;
/** From this length on two slips are forgiven. */
const TWO_SLIPS_LENGTH = 9;

/** Finds the known word that a mistyped one stands for. */
export class Spelling {
  /** Known words and how often they occur, by their first letter and length. */
  readonly #buckets = new Map<string, Map<string, number>>();

  /** @param words folded words, with their number of occurrences */
  constructor(words: Iterable<readonly [word: string, count: number]>) {
    for (const [word, count] of words) {
      if (word.length < MIN_LENGTH - 1 || /\p{N}/u.test(word)) continue;
      const key = bucketKey(word, word.length);
      const bucket = this.#buckets.get(key) ?? new Map<string, number>();
      bucket.set(word, count);
      this.#buckets.set(key, bucket);
    }
  }

  /**
   * The nearest known word, or null. Of equally near ones the more frequent; the first letter must agree, since
   * slips at the start of a word are rare (Pollock and Zamora, "Automatic spelling correction in scientific and
   * scholarly text", CACM 1984).
   * @param folded a folded word that is not known
   */
  correct(folded: string): string | null {
    if (folded.length < MIN_LENGTH || /\p{N}/u.test(folded)) return null;
    const allowed = folded.length >= TWO_SLIPS_LENGTH ? 2 : 1;
    let best: string | null = null;
    let bestDistance = allowed + 1;
    let bestCount = 0;
    for (let length = folded.length - allowed; length <= folded.length + allowed; length++) {
      for (const [word, count] of this.#buckets.get(bucketKey(folded, length)) ?? []) {
        const slips = isTransposition(word, folded) ? 1 : distance(word, folded);
        if (slips < bestDistance || (slips === bestDistance && count > bestCount)) {
          if (slips > allowed) continue;
          best = word;
          bestDistance = slips;
          bestCount = count;
        }
      }
    }
    return best;
  }
}

function bucketKey(word: string, length: number): string {
  return `${word[0]}${length}`;
}

/** Two neighbouring letters swapped, the one slip that Levenshtein's distance counts twice (Damerau 1964). */
function isTransposition(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}
