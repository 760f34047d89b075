/**
 * Questions answered at the same time. Inference runs on the thread that takes in events, in slices of some 20 ms: a
 * second question would not be answered sooner, but its slices would follow without a pause for events.
 */
export const DEFAULT_CONCURRENCY = 1;

/** Questions that may wait in a lane. At ten a second this is the patience of the person who asked last. */
export const DEFAULT_CAPACITY = 1_000;

/** One adapter's place in the queue. */
export interface Lane {
  /** Jobs that wait for their turn. */
  readonly waiting: number;
  readonly full: boolean;
  /** Settles as the job does; rejects at once if the lane is full. Jobs with the same key run one after the other. */
  add<T>(key: string | null, job: () => Promise<T>): Promise<T>;
}

interface Waiting {
  readonly key: string | null;
  readonly job: () => Promise<void>;
}

/**
 * A bounded queue with a lane for each adapter. Lanes take turns, so that a flood in one does not hold up the others.
 * Within a lane, jobs with the same key (a conversation) run in their order, so that a follow-up finds the question
 * before it.
 */
export class WorkQueue {
  readonly #concurrency: number;
  readonly #lanes: JobLane[] = [];
  #running = 0;
  #next = 0;

  constructor(options: { readonly concurrency?: number } = {}) {
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  }

  /** Opens a lane, which may hold `capacity` jobs that wait. */
  lane(capacity = DEFAULT_CAPACITY): Lane {
    const lane = new JobLane(capacity, () => this.#pump());
    this.#lanes.push(lane);
    return lane;
  }

  #pump(): void {
    while (this.#running < this.#concurrency) {
      const run = this.#take();
      if (!run) return;
      this.#running += 1;
      void run().then(() => {
        this.#running -= 1;
        this.#pump();
      });
    }
  }

  /** The next job of the lane whose turn it is, or of the first after it that has one. */
  #take(): (() => Promise<void>) | null {
    for (let i = 0; i < this.#lanes.length; i += 1) {
      const index = (this.#next + i) % this.#lanes.length;
      const run = this.#lanes[index]?.take();
      if (!run) continue;
      this.#next = index + 1;
      return run;
    }
    return null;
  }
}

class JobLane implements Lane {
  readonly #capacity: number;
  readonly #onAdded: () => void;
  readonly #busy = new Set<string>();
  readonly #waiting: Waiting[] = [];

  constructor(capacity: number, onAdded: () => void) {
    this.#capacity = capacity;
    this.#onAdded = onAdded;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get full(): boolean {
    return this.#waiting.length >= this.#capacity;
  }

  add<T>(key: string | null, job: () => Promise<T>): Promise<T> {
    if (this.full) return Promise.reject(new Error(`The queue of ${this.#capacity} questions is full.`));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, job: () => job().then(resolve, reject) });
      this.#onAdded();
    });
  }

  /** Removes the first job whose conversation is free; its promise never rejects. */
  take(): (() => Promise<void>) | null {
    const index = this.#waiting.findIndex(({ key }) => key === null || !this.#busy.has(key));
    const next = this.#waiting[index];
    if (!next) return null;
    this.#waiting.splice(index, 1);
    const { key, job } = next;
    if (key !== null) this.#busy.add(key);
    return async () => {
      await job();
      if (key !== null) this.#busy.delete(key);
    };
  }
}
