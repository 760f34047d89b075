import { KEY_BYTES, textKey } from '../corpus/content-key.ts';
import type { QuantisedVectors } from './quantised.ts';
import type { Slices } from './slices.ts';

/** Vectors with the key of the text that each embeds. */
export interface KeyedVectors {
  readonly vectors: QuantisedVectors;
  /** `KEY_BYTES` for each row. */
  readonly vectorKeys: Uint8Array;
}

/** Where a vector stands. */
interface Row {
  readonly vectors: QuantisedVectors;
  readonly row: number;
}

/** Finds vectors that were computed before by the texts that they embed. Keys are strings of `KEY_BYTES` characters. */
export class VectorsByText {
  readonly #wanted = new Map<string, Row | null>();

  static keyOf(text: string): string {
    return Buffer.from(textKey(text), 'hex').toString('latin1');
  }

  /** Only texts that are wanted are remembered, which are few when little has changed. */
  want(key: string): void {
    if (!this.#wanted.has(key)) this.#wanted.set(key, null);
  }

  /** Looks for wanted texts in the vectors that there are. */
  async lookIn(sources: Iterable<KeyedVectors>, slices: Slices): Promise<void> {
    if (this.#wanted.size === 0) return;
    for (const { vectors, vectorKeys } of sources) {
      const keys = Buffer.from(vectorKeys.buffer, vectorKeys.byteOffset, vectorKeys.byteLength);
      for (let row = 0; row < vectors.scales.length; row++) {
        const key = keys.toString('latin1', row * KEY_BYTES, (row + 1) * KEY_BYTES);
        if (this.#wanted.get(key) === null) this.#wanted.set(key, { vectors, row });
        if (row % 1000 === 999) await slices.pause();
      }
      await slices.pause();
    }
  }

  set(key: string, row: Row): void {
    this.#wanted.set(key, row);
  }

  get(key: string): Row | null {
    return this.#wanted.get(key) ?? null;
  }

  /** Number of wanted texts that have no vector yet. */
  get missing(): number {
    let missing = 0;
    for (const row of this.#wanted.values()) if (row === null) missing++;
    return missing;
  }
}
