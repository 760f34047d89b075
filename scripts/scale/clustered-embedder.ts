import { createHash } from 'node:crypto';
import { createRandom, normal } from './random.ts';

const CLUSTERS = 500;
/** Length of a vector's own part beside its cluster's of length 1; texts of one cluster then have cosines around 0.5. */
const OWN_PART = 1;

/**
 * Stands in for the embedding model where 100,000 passages would take it hours: unit vectors in clusters, as those of
 * real texts are, which depend on the text's checksum and on nothing else.
 */
export class ClusteredEmbedder {
  readonly #dimensions: number;
  readonly #centres: readonly Float32Array[];

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
    const random = createRandom(7);
    this.#centres = Array.from({ length: CLUSTERS }, () =>
      unit(Float32Array.from({ length: dimensions }, () => normal(random))),
    );
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    return texts.map((text) => this.#vectorOf(text));
  }

  #vectorOf(text: string): Float32Array {
    const random = createRandom(createHash('sha256').update(text).digest().readUInt32LE(0));
    const centre = this.#centres[Math.floor(random() * CLUSTERS)] as Float32Array;
    const own = OWN_PART * Math.sqrt(3 / this.#dimensions);
    return unit(centre.map((value) => value + own * (2 * random() - 1)));
  }
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}
