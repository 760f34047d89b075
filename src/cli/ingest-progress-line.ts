import type { IngestProgress } from '../retrieval/ingest/ingest-options.ts';

/** Where nobody looks, a line is written so often; articles. */
const SPARSE = 100;

/** Tells how far a run is: a line that is written over where somebody looks, else a line now and then. */
export class IngestProgressLine {
  readonly #out: NodeJS.WritableStream & { readonly isTTY?: boolean };
  #length = 0;
  #told = '';

  constructor(out: NodeJS.WritableStream & { readonly isTTY?: boolean }) {
    this.#out = out;
  }

  show({ stage, done, total }: IngestProgress): void {
    const line = total === null ? `… ${stage}` : `… ${stage} ${done}/${total}`;
    if (this.#out.isTTY) {
      this.#out.write(`\r${line.padEnd(this.#length)}`);
      this.#length = line.length;
      return;
    }
    if (line === this.#told || (total !== null && done % SPARSE !== 0)) return;
    this.#out.write(`${line}\n`);
    this.#told = line;
  }

  clear(): void {
    if (this.#length > 0) this.#out.write(`\r${' '.repeat(this.#length)}\r`);
    this.#length = 0;
  }
}
