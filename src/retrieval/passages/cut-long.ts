import type { Span } from './quotations.ts';

/**
 * Cuts a stretch of text that is longer than `limit` into pieces that are not: at the end of a clause if
 * one lies in the latter half of a piece, else at white space, else anywhere but inside a character.
 */
export function cutLong(text: string, span: Span, limit: number): Span[] {
  const pieces: Span[] = [];
  let { start } = span;
  while (span.end - start > limit) {
    const window = text.slice(start, start + limit);
    const length = clauseEnd(window) || wordEnd(window) || characterEnd(window);
    let end = start + length;
    while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
    if (end > start) pieces.push({ start, end });
    start += length;
    while (start < span.end && /\s/.test(text[start] ?? '')) start++;
  }
  if (start < span.end) pieces.push({ start, end: span.end });
  return pieces;
}

function clauseEnd(window: string): number {
  for (let at = window.length - 1; at > window.length / 2; at--) {
    if (/\s/.test(window[at] ?? '') && /[.;:,!?–—]/.test(window[at - 1] ?? '')) return at;
  }
  return 0;
}

function wordEnd(window: string): number {
  for (let at = window.length - 1; at > 0; at--) if (/\s/.test(window[at] ?? '')) return at;
  return 0;
}

function characterEnd(window: string): number {
  const last = window.charCodeAt(window.length - 1);
  return last >= 0xd800 && last <= 0xdbff && window.length > 1 ? window.length - 1 : window.length;
}
