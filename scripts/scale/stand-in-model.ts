import type { Embedder } from '../../src/retrieval/embedding/embedding.ts';
import { ClusteredEmbedder } from './clustered-embedder.ts';

/**
 * The real model under whose name the stand-in's vectors are kept. Questions are embedded by the real one as well, so
 * that they take their time; only the vectors are the stand-in's.
 */
export class StandInModel implements Embedder {
  readonly model: string;
  readonly dimensions: number;
  readonly #real: Embedder;
  readonly #standIn: ClusteredEmbedder;

  constructor(real: Embedder) {
    this.model = real.model;
    this.dimensions = real.dimensions;
    this.#real = real;
    this.#standIn = new ClusteredEmbedder(real.dimensions);
  }

  async embed(texts: readonly string[], kind: 'query' | 'passage'): Promise<Float32Array[]> {
    if (kind === 'query') await this.#real.embed(texts, kind);
    return this.#standIn.embed(texts);
  }

  knowsWord(word: string): boolean {
    return this.#real.knowsWord(word);
  }

  close(): Promise<void> {
    return this.#real.close();
  }
}
