import type { IsoDay } from '../../corpus/article.ts';
import { addDays, dayNumber, dayParts, weekdayOf } from '../calendar.ts';
import type { DayRange } from '../day-range.ts';
import type { ShiftUnit, Span } from '../grammar/expression.ts';
import { type ClosedRange, daysOf, seasonRange, weekRange } from '../periods.ts';
import type { NarratedTime } from './narrated-time.ts';
import type { Clock } from './resolve-span.ts';

/** 'On the following day' needs a day or an event before it, not a season. */
const LONGEST_DAY_ANCHOR = 31;
/** A visit or conference: weekdays named after it are its days. */
const LONGEST_EVENT = 16;
/** Weekdays are not those of an event that was over so long before publication: the news is newer than that. */
const OLDEST_EVENT = 120;
const EVENTS_REMEMBERED = 3;

type WeekdaySpan = Extract<Span, { type: 'weekday' }>;

/** A mention with a year of its own, from which dates after it may take theirs. */
export interface YearSource {
  readonly range: ClosedRange;
  readonly sentence: number;
}

/**
 * What an article has told so far of when things happened. Relative expressions count from it, and from the day of
 * publication.
 */
export class ArticleClock implements Clock {
  readonly today: IsoDay | null;
  /** The time the current sentence tells of, set before each expression is resolved. */
  time: NarratedTime = 'unknown';
  yearSource: YearSource | null = null;
  #last: ClosedRange | null = null;
  #lastDays: ClosedRange | null = null;
  #weekdayBefore: IsoDay | null = null;
  #events: ClosedRange[] = [];

  constructor(published: IsoDay | null, anchor: DayRange | null = null) {
    this.today = published;
    if (anchor !== null && anchor.from !== null && anchor.to !== null)
      this.remember({ from: anchor.from, to: anchor.to }, false);
  }

  /** Takes note of a mention's days; `weekday` if the mention named the day of the week. */
  remember(range: ClosedRange, weekday: boolean): void {
    const days = daysOf(range);
    this.#last = range;
    if (days <= LONGEST_DAY_ANCHOR) this.#lastDays = range;
    if (days > 1 && days <= LONGEST_EVENT)
      this.#events = [range, ...this.#events].slice(0, EVENTS_REMEMBERED);
    this.#weekdayBefore = weekday && days === 1 ? range.from : null;
  }

  readonly anchor = (unit: ShiftUnit): ClosedRange | null =>
    unit === 'day' || unit === 'week' || unit === 'weekend' ? this.#lastDays : this.#last;

  /** 'Winter 2022' is the one nearer to publication of the winters that began and ended in 2022. */
  readonly winter = (year: number): ClosedRange => {
    const ending = seasonRange('winter', year);
    const beginning = seasonRange('winter', year + 1);
    const middle = dayNumber(`${String(year).padStart(4, '0')}-07-01`);
    return this.today !== null && dayParts(this.today).year >= year && dayNumber(this.today) > middle
      ? beginning
      : ending;
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
    return this.time === 'future' ? onOrAfter(addDays(today, 1), weekday) : onOrBefore(today, weekday);
  }

  /** The weekday within the event that is told of, or after the weekday told of before. */
  #weekdayOfStory(weekday: number, definite: boolean): IsoDay | null {
    for (const event of this.#events) {
      if (!this.#isToldNow(event)) continue;
      const start =
        this.#weekdayBefore !== null && within(this.#weekdayBefore, event) ? this.#weekdayBefore : event.from;
      const day = onOrAfter(start, weekday);
      if (day <= event.to) return day;
    }
    if (
      this.#weekdayBefore !== null &&
      this.#isToldNow({ from: this.#weekdayBefore, to: this.#weekdayBefore })
    )
      return onOrAfter(this.#weekdayBefore, weekday);
    return definite && this.#lastDays !== null ? onOrAfter(this.#lastDays.from, weekday) : null;
  }

  /** Whether an event is on the side of publication that the sentence tells of, and not long past. */
  #isToldNow(event: ClosedRange): boolean {
    const { today } = this;
    if (today === null) return true;
    if (event.to < addDays(today, -OLDEST_EVENT)) return false;
    if (this.time === 'past') return event.from <= today;
    return this.time === 'unknown' || event.to >= today;
  }
}

function within(day: IsoDay, range: ClosedRange): boolean {
  return range.from <= day && day <= range.to;
}

function onOrBefore(day: IsoDay, weekday: number): IsoDay {
  return addDays(day, -((weekdayOf(day) - weekday + 7) % 7));
}

function onOrAfter(day: IsoDay, weekday: number): IsoDay {
  return addDays(day, (weekday - weekdayOf(day) + 7) % 7);
}
