import type { ClosedRange, Part, Season } from '../periods.ts';

/**
 * A date expression as it was written, before it is known which days it means. Parsing knows words only; resolving
 * (`resolve/`) knows the day of writing, and what was mentioned before.
 */

/** `now`: counted from the day of writing; `anchor`: from what the text mentioned before. */
type Base = 'now' | 'anchor';

/** The year that stands with a date: a number, or 'of next year', 'of the following year'. */
export type YearReference =
  | { readonly kind: 'known'; readonly year: number }
  | { readonly kind: 'shift'; readonly by: number; readonly base: Base };

/** 'last October', 'this spring', 'the following autumn', 'the winter after next' (`next`, twice). */
export type Direction = 'last' | 'this' | 'next' | 'after-next' | 'previous' | 'following' | 'same';

/** Feasts that dates are given by, everywhere in the corpus's languages. */
type Holiday = 'christmas' | 'easter';

/** What comes once a year, as long as no year is said. */
export type Yearly =
  | { readonly unit: 'day'; readonly month: number; readonly day: number; readonly weekday: number | null }
  | { readonly unit: 'month'; readonly month: number }
  | { readonly unit: 'season'; readonly season: Season; readonly years: 1 | 2 }
  | { readonly unit: 'quarter'; readonly quarter: number }
  | { readonly unit: 'holiday'; readonly holiday: Holiday }
  /** 'the first Tuesday of May'; a weekend has weekday 6 and two days. */
  | {
      readonly unit: 'nth-weekday';
      readonly month: number;
      readonly nth: number;
      readonly weekday: number;
      readonly days: 1 | 2;
    };

export type ShiftUnit = 'day' | 'week' | 'weekend' | 'month' | 'quarter' | 'year';

export type Bound = 'since' | 'from' | 'after' | 'until' | 'by' | 'before';

/** A period without an open side. */
export type Span =
  | {
      readonly type: 'yearly';
      readonly of: Yearly;
      readonly year: YearReference | null;
      readonly direction: Direction | null;
    }
  /** Days known as they stand: a numeric date, a year, a decade, '2014–2020'. */
  | { readonly type: 'days'; readonly range: ClosedRange }
  /** 'yesterday' is day -1 from now; 'two days later' day +2 from the anchor. */
  | { readonly type: 'shift'; readonly unit: ShiftUnit; readonly by: number; readonly base: Base }
  /** 'the last two years' (-2), 'the next three months' (+3). */
  | { readonly type: 'window'; readonly unit: ShiftUnit; readonly count: number }
  /** 'Tuesday', 'last Tuesday', 'Tuesday of last week' (`week` -1), 'the Tuesday' (`definite`). */
  | {
      readonly type: 'weekday';
      readonly weekday: number;
      readonly direction: 'last' | 'this' | 'next' | null;
      readonly week: number | null;
      readonly definite: boolean;
    }
  | { readonly type: 'part'; readonly part: Part; readonly of: Span }
  | { readonly type: 'range'; readonly from: Span; readonly to: Span };

/** A whole expression. */
export type Expression =
  | { readonly type: 'span'; readonly span: Span }
  | {
      readonly type: 'bound';
      readonly bound: Bound;
      readonly span: Span;
      /** The date describes an event in it: 'after the 2021 forum' begins in 2021. */
      readonly ofEvent: boolean;
    };

/** An expression at its place in the text. */
export interface FoundExpression {
  readonly expression: Expression;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** Indexes of its first token and of the one after its last. */
  readonly firstToken: number;
  readonly nextToken: number;
  /** It is what something was moved to: 'postponed to September', 'moved from 30 April to 12 June'. */
  readonly moved: boolean;
}
