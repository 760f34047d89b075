import { LRUCache } from 'lru-cache';
import type { Embedder } from './embedding/embedding.ts';
import { maxSim, type TokenMatrix, tokenMatrix } from './max-sim.ts';
import type { Passage } from './passages/passage.ts';

/** Passages whose token vectors are kept, some 200 kB each; those that many questions meet are computed once. */
const REMEMBERED = 200;

/**
 * Late interaction: every token of the question looks for its nearest token in the sentence (MaxSim; Khattab and
 * Zaharia, "ColBERT", SIGIR 2020), here with the tokens of the embedding model, each in the context of its passage.
 */
export class LateInteraction {
  readonly #embedder: Embedder;
  readonly #known = new LRUCache<Passage, readonly TokenMatrix[]>({ max: REMEMBERED });

  constructor(embedder: Embedder) {
    this.#embedder = embedder;
  }

  /** The question's token vectors. */
  async question(text: string): Promise<TokenMatrix> {
    return tokenMatrix((await this.#embedder.embedTokens([text]))[0] ?? []);
  }

  /** For each sentence of the passage the mean over the question's tokens of their best cosine in it, in [−1, 1]. */
  async scores(question: TokenMatrix, passage: Passage): Promise<number[]> {
    let tokens = this.#known.get(passage);
    if (tokens === undefined) {
      const { article, heading, sentences } = passage;
      const context = [article.title, heading ?? ''].join('\n');
      const texts = sentences.map(({ start, end }) => article.body.slice(start, end));
      tokens = (await this.#embedder.embedTokens([context, ...texts])).slice(1).map(tokenMatrix);
      this.#known.set(passage, tokens);
    }
    return tokens.map((sentence) => maxSim(question, sentence));
  }
}
