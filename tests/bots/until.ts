/** Gives up after this long: far beyond what a loaded machine needs, so that it never decides a passing test. */
const PATIENCE_MS = 30_000;
const POLL_MS = 5;
/** The machine's own, also where a test sets the time itself. */
const { setTimeout } = globalThis;

/** Polls until `condition` is truthy and resolves to its value. Tests wait for states, never for time. */
export async function until<T>(what: string, condition: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await condition();
    if (value) return value as NonNullable<T>;
    if (performance.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
