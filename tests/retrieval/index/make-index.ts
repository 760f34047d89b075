import { PassageIndex } from '../../../src/retrieval/index/passage-index.ts';
import { quantise, strideOf } from '../../../src/retrieval/index/quantised.ts';
import { Slices } from '../../../src/retrieval/index/slices.ts';
import type { Analyser } from '../../../src/retrieval/text/analyser.ts';
import { Vocabulary } from '../../../src/retrieval/text/vocabulary.ts';
import { countWords } from '../../../src/retrieval/text/word-counts.ts';

/** A passage for an index, in words and numbers that a test can read. */
export interface TestDocument {
  readonly text: string;
  /** Unit vector. */
  readonly vector: Float32Array;
  readonly days: { readonly from: number; readonly to: number } | null;
}

/** An index in which each document is an article of one passage. */
export function makeIndex(documents: readonly TestDocument[], analyser: Analyser): Promise<PassageIndex> {
  const vocabulary = new Vocabulary();
  const dimensions = documents[0]?.vector.length ?? 1;
  const indexed = documents.map(({ text, vector, days }) => {
    const rows = new Int8Array(strideOf(dimensions));
    const scale = quantise(vector, rows);
    const words = [countWords(text, analyser, vocabulary)];
    return { words, vectors: { rows, scales: Float32Array.of(scale) }, days };
  });
  return PassageIndex.build(indexed, dimensions, vocabulary, analyser, new Slices());
}
