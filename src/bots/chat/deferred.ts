/** A promise that is settled from outside (`Promise.withResolvers` is not in Node 20). */
export interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Whoever does not wait for the promise need not handle its rejection. */
export function deferred(): Deferred {
  let [resolve, reject] = [() => {}, (_: unknown) => {}];
  const promise = new Promise<void>((onDone, onError) => {
    [resolve, reject] = [onDone, onError];
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
