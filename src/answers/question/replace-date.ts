import type { Span } from '../answer.ts';

/** A preposition that is left over when the date after it goes, or doubled when another date comes. */
const PREPOSITION_BEFORE = /\s+(?:in|on|during|from|since|at|of|by|the)\s*$/iu;

/** A question with other words, or none, in the place of a date. */
export function replaceDate(text: string, { start, end }: Span, words: string): string {
  const before = text.slice(0, start).replace(PREPOSITION_BEFORE, '');
  return `${before} ${words} ${text.slice(end)}`
    .replace(/\s+/gu, ' ')
    .replace(/\s+(?=[?.!,])/gu, '')
    .trim();
}
