import type { PreTrainedModel, Tensor } from '@huggingface/transformers';

/** A loaded model that several questions use at the same time. */
export class SharedModel {
  readonly #model: PreTrainedModel;
  readonly #runs = new Set<Promise<unknown>>();
  #closing: Promise<unknown> | null = null;

  constructor(model: PreTrainedModel) {
    this.#model = model;
  }

  get isClosed(): boolean {
    return this.#closing !== null;
  }

  /** @param inputs tensors by name */
  async run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>> {
    const run = this.#model(inputs);
    this.#runs.add(run);
    try {
      return await run;
    } finally {
      this.#runs.delete(run);
    }
  }

  /** Frees the model once the runs that have begun are over; none may begin after. */
  async close(): Promise<void> {
    this.#closing ??= Promise.allSettled(this.#runs).then(() => this.#model.dispose());
    await this.#closing;
  }
}
