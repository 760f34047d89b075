import { findDates } from '../../../src/retrieval/dates/find-dates.ts';

/** The mentions of a text as '[expression] from..to', a day alone where both are one, '…' for an open side. */
export function mentions(text: string, published: string | null = '2023-11-14'): string[] {
  return findDates(text, { published }).map(({ start, end, range }) => {
    const days =
      range.from === range.to && range.from !== null
        ? range.from
        : `${range.from ?? '…'}..${range.to ?? '…'}`;
    return `[${text.slice(start, end)}] ${days}`;
  });
}
