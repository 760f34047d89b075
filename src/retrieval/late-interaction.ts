import { LRUCache } from 'lru-cache';
import type { Embedder } from './embedding/embedding.ts';
import type { Passage } from './passages/passage.ts';

/** Passages whose token vectors are kept, some 200 kB each; those that many questions meet are computed once. */
const REMEMBERED = 200;

/**
 * Late interaction: every token of the question looks for its nearest token in the sentence (MaxSim; Khattab and
 * Zaharia, "ColBERT", SIGIR 2020), here with the tokens of the embedding model, each in the context of its passage.
 */
export class LateInteraction {
  readonly #embedder: Embedder;
  readonly #known = new LRUCache<Passage, Float32Array[][]>({ max: REMEMBERED });

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
  }

  /** The question's token vectors. */
  async question(text: string): Promise<readonly Float32Array[]> {
    return (await this.#embedder.embedTokens([text]))[0] ?? [];
  }

  /** For each sentence of the passage the mean over the question's tokens of their best cosine in it, in [−1, 1]. */
  async scores(question: readonly Float32Array[], passage: Passage): Promise<number[]> {
    let tokens = this.#known.get(passage);
    if (tokens === undefined) {
      const { article, heading, sentences } = passage;
      const context = [article.title, heading ?? ''].join('\n');
      const texts = sentences.map(({ start, end }) => article.body.slice(start, end));
      tokens = (await this.#embedder.embedTokens([context, ...texts])).slice(1);
      this.#known.set(passage, tokens);
    }
    return tokens.map((sentence) => maxSim(question, sentence));
  }
}

function maxSim(question: readonly Float32Array[], sentence: readonly Float32Array[]): number {
  if (question.length === 0 || sentence.length === 0) return 0;
  let sum = 0;
  for (const token of question) {
    let best = -1;
    for (const other of sentence) best = Math.max(best, dot(token, other));
    sum += best;
  }
  return sum / question.length;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
