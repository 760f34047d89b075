import type { IsoDay } from '../corpus/article.ts';

/** Days from `from` to `to`, both included. An open side is null. */
export interface DayRange {
  readonly from: IsoDay | null;
  readonly to: IsoDay | null;
}

/** Whether a range leaves out any day at all. */
export function isBounded({ from, to }: DayRange): boolean {
  return from !== null || to !== null;
}

/** A date expression found in an article, resolved against the article's own dates. */
export interface DateMention {
  /** UTF-16 offsets in the text that was searched. */
  readonly start: number;
  readonly end: number;
  readonly range: DayRange;
}

/**
 * What a question asks of dates.
 * `absolute`: days of known years. `recurring`: a month, season or day of any year ('in October', 'on 3 May').
 */
export type DateConstraint =
  | { readonly kind: 'absolute'; readonly range: DayRange; readonly start: number; readonly end: number }
  | {
      readonly kind: 'recurring';
      /** `MM-DD` of the first and last day, both included; `from > to` runs over the turn of the year. */
      readonly from: string;
      readonly to: string;
      readonly start: number;
      readonly end: number;
    };
