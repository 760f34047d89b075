import type { IsoDay } from '../../corpus/article.ts';
import { addDays, dayNumber, dayParts, weekdayOf } from '../calendar.ts';
import type { DayRange } from '../day-range.ts';
import type { ShiftUnit, Span } from '../grammar/expression.ts';
import { type ClosedRange, daysOf, seasonRange, weekRange } from '../periods.ts';
import { LEANING_FUTURE, LEANING_PAST, type NarratedTime, UNKNOWN_TIME } from './narrated-time.ts';
import type { Clock } from './resolve-span.ts';

/** A visit or conference: weekdays named after it are its days, and 'on the following day' may count from it. */
const LONGEST_EVENT = 16;
/** Weekdays are not those of an event that was over so long before publication: the news is newer than that. */
const OLDEST_EVENT = 120;
const EVENTS_REMEMBERED = 3;
/** A list goes on in the same direction of time over so many sentences. */
const SENTENCES_OF_LIST = 2;

type WeekdaySpan = Extract<Span, { type: 'weekday' }>;

/**
 * A mention with a year of its own, from which dates after it may take theirs. `date`: a month or day with its year;
 * `scene`: a year at the beginning of the sentence ('In 2021, …'); `heading`: the same in a line of its own.
 */
export interface YearSource {
  readonly kind: 'date' | 'scene' | 'heading';
  readonly range: ClosedRange;
  readonly sentence: number;
}

/** What is known of a mention beside its days. */
export interface MentionKind {
  /** It named the day of the week. */
  readonly weekday: boolean;
  /** Its days are those of something that happened, not a stretch of a month. */
  readonly event: boolean;
}

/**
 * What an article has told so far of when things happened. Relative expressions count from it, and from the day of
 * publication.
 */
export class ArticleClock implements Clock {
  readonly today: IsoDay | null;
  /** The sentence that is being read, and the time it tells of at the expression to be resolved. */
  sentence = 0;
  time: NarratedTime = UNKNOWN_TIME;
  yearSource: YearSource | null = null;
  #last: ClosedRange | null = null;
  #lastDays: ClosedRange | null = null;
  #weekdayBefore: IsoDay | null = null;
  #events: ClosedRange[] = [];
  #lean: { readonly time: NarratedTime; readonly sentence: number } | null = null;

  constructor(published: IsoDay | null, anchor: DayRange | null = null) {
    this.today = published;
    if (anchor !== null && anchor.from !== null && anchor.to !== null)
      this.remember({ from: anchor.from, to: anchor.to }, { weekday: false, event: true });
  }

  /** Takes note of the days of a mention without an open side. */
  remember(range: ClosedRange, { weekday, event }: MentionKind): void {
    const days = daysOf(range);
    this.#last = range;
    if (days <= LONGEST_EVENT) this.#lastDays = range;
    if (event && days > 1 && days <= LONGEST_EVENT)
      this.#events = [range, ...this.#events].slice(0, EVENTS_REMEMBERED);
    this.#weekdayBefore = weekday && days === 1 ? range.from : null;
  }

  /** Takes note on which side of publication the last date lay. */
  leanTo(range: ClosedRange): void {
    const { today } = this;
    if (today === null || (range.from <= today && range.to >= today)) return;
    this.#lean = { time: range.from > today ? LEANING_FUTURE : LEANING_PAST, sentence: this.sentence };
  }

  /** The time of an expression without any verb: that of the dates before it in the list. */
  get leaning(): NarratedTime {
    const lean = this.#lean;
    return lean !== null && this.sentence - lean.sentence <= SENTENCES_OF_LIST ? lean.time : UNKNOWN_TIME;
  }

  readonly anchor = (unit: ShiftUnit): ClosedRange | null =>
    unit === 'day' || unit === 'week' || unit === 'weekend' ? this.#lastDays : this.#last;

  /** 'Winter 2022' is the one that ends in 2022, unless the article is of a later day than its July. */
  readonly winter = (year: number): ClosedRange => {
    const middle = dayNumber(`${String(year).padStart(4, '0')}-07-01`);
    const later = this.today !== null && dayParts(this.today).year >= year && dayNumber(this.today) > middle;
    return seasonRange('winter', later ? year + 1 : year);
  };

  readonly weekday = (span: WeekdaySpan): ClosedRange | null => {
    const day = this.#weekdayDay(span);
    return day === null ? null : { from: day, to: day };
  };

  #weekdayDay({ weekday, direction, week, definite }: WeekdaySpan): IsoDay | null {
    const { today } = this;
    if (today !== null) {
      if (week !== null) return addDays(weekRange(addDays(today, 7 * week)).from, weekday - 1);
      if (direction === 'last') return onOrBefore(addDays(today, -1), weekday);
      if (direction === 'next') return onOrAfter(addDays(today, 1), weekday);
      if (direction === 'this') return addDays(weekRange(today).from, weekday - 1);
    }
    if (week !== null || direction !== null) return null;
    const ofStory = this.#weekdayOfStory(weekday, definite);
    if (ofStory !== null || today === null) return ofStory;
    return this.time.tense === 'future' ? onOrAfter(addDays(today, 1), weekday) : onOrBefore(today, weekday);
  }

  /** The weekday within the event that is told of, about the day told of, or after the weekday told of before. */
  #weekdayOfStory(weekday: number, definite: boolean): IsoDay | null {
    const before = this.#weekdayBefore;
    for (const event of this.#events) {
      if (!this.#isToldNow(event)) continue;
      const start = before !== null && before >= event.from && before <= event.to ? before : event.from;
      const day = [onOrAfter(start, weekday), onOrAfter(event.from, weekday)].find(
        (each) => each <= event.to,
      );
      if (day !== undefined) return day;
    }
    if (definite && this.#lastDays !== null) return nearest(this.#lastDays.from, weekday);
    if (before !== null && this.#isToldNow({ from: before, to: before })) return onOrAfter(before, weekday);
    return null;
  }

  /** Whether an event is on the side of publication that the sentence tells of, and not long past. */
  #isToldNow(event: ClosedRange): boolean {
    const { today } = this;
    if (today === null) return true;
    if (event.to < addDays(today, -OLDEST_EVENT)) return false;
    if (this.time.tense === 'past') return event.from <= today;
    return this.time.tense !== 'future' || event.to >= today;
  }
}

function onOrBefore(day: IsoDay, weekday: number): IsoDay {
  return addDays(day, -((weekdayOf(day) - weekday + 7) % 7));
}

function onOrAfter(day: IsoDay, weekday: number): IsoDay {
  return addDays(day, (weekday - weekdayOf(day) + 7) % 7);
}

function nearest(day: IsoDay, weekday: number): IsoDay {
  const days = (weekday - weekdayOf(day) + 7) % 7;
  return addDays(day, days > 3 ? days - 7 : days);
}
