/** Questions answered at the same time: the model uses every core by itself, so more only wait for each other. */
export const DEFAULT_CONCURRENCY = 4;

/** Questions that may wait. At ten a second this is the patience of the person who asked last. */
export const DEFAULT_CAPACITY = 1_000;

interface Waiting {
  readonly key: string | null;
  readonly job: () => Promise<void>;
}

/**
 * A bounded queue. Jobs with the same key (a conversation) run one after the other, in their order, so that a
 * follow-up finds the question before it.
 */
export class WorkQueue {
  readonly #concurrency: number;
  readonly #capacity: number;
  readonly #busy = new Set<string>();
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(options: { readonly concurrency?: number; readonly capacity?: number } = {}) {
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    this.#capacity = options.capacity ?? DEFAULT_CAPACITY;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get running(): number {
    return this.#running;
  }

  get full(): boolean {
    return this.#waiting.length >= this.#capacity;
  }

  /** Settles as the job does; rejects at once if the queue is full. */
  add(key: string | null, job: () => Promise<void>): Promise<void> {
    if (this.full) return Promise.reject(new Error(`The queue of ${this.#capacity} questions is full.`));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, job: () => job().then(resolve, reject) });
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#running < this.#concurrency) {
      const index = this.#waiting.findIndex(({ key }) => key === null || !this.#busy.has(key));
      const next = this.#waiting[index];
      if (!next) break;
      this.#waiting.splice(index, 1);
      void this.#run(next);
    }
  }

  async #run({ key, job }: Waiting): Promise<void> {
    this.#running += 1;
    if (key !== null) this.#busy.add(key);
    await job();
    this.#running -= 1;
    if (key !== null) this.#busy.delete(key);
    this.#pump();
  }
}
