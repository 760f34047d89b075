import type { Analyser } from './analyser.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * How often a text holds which words: pairs of a word's number and its counts, in the order of first occurrence.
 * The counts are the occurrences (lower 16 bits) and those that begin with a capital (upper 16 bits).
 */
export type WordCounts = Uint32Array;

const MOST = 0xffff;
const CAPITAL = /^\p{Lu}/u;

/** Counts the words of a text, stop words left out; words that are new are added to the vocabulary. */
export function countWords(text: string, analyser: Analyser, vocabulary: Vocabulary): WordCounts {
  const counts = new Map<number, { all: number; capitalised: number }>();
  for (const { folded, term, text: written } of analyser.terms(text)) {
    const word = vocabulary.add(folded, term);
    const count = counts.get(word) ?? { all: 0, capitalised: 0 };
    counts.set(word, count);
    if (count.all === MOST) continue;
    count.all++;
    if (CAPITAL.test(written)) count.capitalised++;
  }
  const pairs = [...counts].flatMap(([word, { all, capitalised }]) => [word, (capitalised << 16) | all]);
  return Uint32Array.from(pairs);
}

export function occurrencesIn(counts: number): number {
  return counts & MOST;
}

export function capitalisedIn(counts: number): number {
  return counts >>> 16;
}
