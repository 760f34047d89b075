import type { Citation } from '../answer.ts';
import type { Evidence } from '../evidence/gather.ts';
import type { Choice } from '../ranking/choice-model.ts';
import { quotesOf } from './quotes.ts';

/** Quotes offered under 'More from the articles'. */
const FURTHER = 3;

/** The next-best sentences, one a passage, that are not quoted already. */
export function furtherPassages(
  { candidates }: Evidence,
  choice: Choice,
  quoted: readonly Citation[],
): Citation[] {
  const seen = new Set<number>();
  const further: Citation[] = [];
  const order = candidates
    .map((candidate, i) => ({ candidate, probability: choice.candidates[i] as number }))
    .sort((a, b) => b.probability - a.probability);
  for (const { candidate } of order) {
    const citations = quotesOf(candidate, []);
    if (citations.some((citation) => quoted.some((other) => overlap(citation, other)))) {
      seen.add(candidate.found.ordinal);
      continue;
    }
    if (candidate.sentence === null || seen.has(candidate.found.ordinal)) continue;
    seen.add(candidate.found.ordinal);
    further.push(citations.at(-1) as Citation);
    if (further.length === FURTHER) break;
  }
  return further;
}

function overlap(a: Citation, b: Citation): boolean {
  return a.articleId === b.articleId && a.field === b.field && a.start < b.end && b.start < a.end;
}
