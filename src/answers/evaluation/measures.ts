import { foldForMatching } from './fold-for-matching.ts';

/** Words of a short answer as SQuAD's official script compares them: no articles, no punctuation. */
function answerWords(text: string): string[] {
  return foldForMatching(text)
    .replace(/\b(?:a|an|the)\b/gu, ' ')
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** F1 of the words that two short answers share (Rajpurkar et al., "SQuAD", EMNLP 2016), in [0, 1]. */
export function tokenF1(predicted: string, expected: string): number {
  const left = answerWords(predicted);
  const right = answerWords(expected);
  if (left.length === 0 || right.length === 0) return left.length === right.length ? 1 : 0;
  const remaining = new Map<string, number>();
  for (const word of right) remaining.set(word, (remaining.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of left) {
    const count = remaining.get(word) ?? 0;
    if (count === 0) continue;
    shared++;
    remaining.set(word, count - 1);
  }
  return (2 * shared) / (left.length + right.length);
}

/**
 * Area under the ROC curve: the probability that a positive scores higher than a negative, ties counting half
 * (Hanley and McNeil, Radiology 1982). Null without positives or negatives.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const sorted = negatives.toSorted((a, b) => a - b);
  let wins = 0;
  for (const score of positives) {
    wins += (lowerBound(sorted, score, false) + lowerBound(sorted, score, true)) / 2;
  }
  return wins / (positives.length * negatives.length);
}

/** Number of values below `limit`, or not above it. */
function lowerBound(sorted: readonly number[], limit: number, inclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle] as number;
    if (value < limit || (inclusive && value === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Value below which a share of the numbers lies; null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}
