/**
 * How an adapter says that it does not know whether the platform took a reply. An apology, or the answer once more, where it
 * stands after all would be worse than silence where there is none.
 */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

/** How an adapter says that it gave up waiting (the platform's 429, say) because the bot is stopped. */
export function isStopped(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
