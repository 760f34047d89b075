import { createHash } from 'node:crypto';
import type { Embedder } from '../../src/retrieval/embedding/embedding.ts';

const DIMENSIONS = 24;

/** Gives each text a unit vector of its own, by its checksum, and notes what it was asked to embed. */
export class CountingEmbedder implements Embedder {
  readonly model: string;
  readonly dimensions = DIMENSIONS;
  /** The passages and sentences that were embedded. */
  readonly embedded: string[] = [];
  /** Texts after which it fails. */
  failsAfter: number = Number.POSITIVE_INFINITY;

  constructor(model = 'checksums') {
    this.model = model;
  }

  async embed(texts: readonly string[], kind: 'query' | 'passage'): Promise<Float32Array[]> {
    return texts.map((text) => {
      if (kind === 'passage') {
        if (this.embedded.length >= this.failsAfter) throw new Error('the model broke');
        this.embedded.push(text);
      }
      return vectorOf(text);
    });
  }

  knowsWord(): boolean {
    return false;
  }

  async close(): Promise<void> {}
}

function vectorOf(text: string): Float32Array {
  const bytes = createHash('sha256').update(text).digest();
  const values = Float32Array.from({ length: DIMENSIONS }, (_, i) => (bytes[i] as number) - 127.5);
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
