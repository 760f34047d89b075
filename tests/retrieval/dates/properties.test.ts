import * as chrono from 'chrono-node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromDayNumber, isIsoDay } from '../../../src/retrieval/dates/calendar.ts';
import { findDateConstraints } from '../../../src/retrieval/dates/find-date-constraints.ts';
import { findDates } from '../../../src/retrieval/dates/find-dates.ts';
import { longDay } from '../../../src/retrieval/dates/format.ts';
import { anyText } from '../../any-text.ts';

const day = fc.integer({ min: -719_162, max: 2_932_896 }).map(fromDayNumber);
const recentDay = fc.integer({ min: 0, max: 20_000 }).map(fromDayNumber);

/** Fragments of dates in any order, which come much nearer to the grammar than arbitrary text. */
const fragments = fc
  .array(
    fc.constantFrom(
      ...(
        'from|to|until|since|by|between|and|the|of|in|on|May|March|Oct.|22|29|3rd|2023|9999|1000|0001|–|-|/|,|.|last|next|week|' +
        'year|years|day|two|ago|later|first|quarter|end|early|mid|winter|2023–24|29 February|Tuesday|following|1990s|31.12.9999|' +
        '0001-01-01|century|9th|before|after|moved|will|was|\n\n|’23|Easter|not|but|i mean'
      ).split('|'),
    ),
    { maxLength: 30 },
  )
  .map((words) => words.join(' '));

const text = fc.oneof(anyText({ maxLength: 300 }), fragments);

describe('any text', () => {
  it('yields mentions that exist, in order, of days that exist', () => {
    fc.assert(
      fc.property(text, fc.option(day), (body, published) => {
        let end = 0;
        for (const mention of findDates(body, { published })) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(mention.end).toBeLessThanOrEqual(body.length);
          const { from, to } = mention.range;
          for (const side of [from, to]) if (side !== null) expect(isIsoDay(side)).toBe(true);
          if (from !== null && to !== null) expect(from <= to).toBe(true);
          end = mention.end;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('yields constraints of days that exist', () => {
    fc.assert(
      fc.property(text, day, text, (question, asOf, before) => {
        const [previous] = findDateConstraints(before, asOf);
        for (const constraint of findDateConstraints(question, asOf, previous ? { previous } : {})) {
          if (constraint.kind === 'recurring') {
            expect(isIsoDay(`2024-${constraint.from}`)).toBe(true);
            expect(isIsoDay(`2024-${constraint.to}`)).toBe(true);
          } else {
            const { from, to } = constraint.range;
            for (const side of [from, to]) if (side !== null) expect(isIsoDay(side)).toBe(true);
            if (from !== null && to !== null) expect(from <= to).toBe(true);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('every day', () => {
  it('is found again as it is written', () => {
    fc.assert(
      fc.property(recentDay, (on) => {
        const [year, month, date] = on.split('-');
        for (const written of [on, longDay(on), `${date}.${month}.${year}`, `${date}/${month}/${year}`]) {
          expect(findDates(`It was held on ${written}.`, { published: null })[0]?.range).toEqual({
            from: on,
            to: on,
          });
        }
      }),
    );
  });

  it('is the one chrono-node finds', () => {
    fc.assert(
      fc.property(recentDay, fc.constantFrom('long', 'short'), (on, month) => {
        const format = new Intl.DateTimeFormat('en-US', {
          dateStyle: undefined,
          year: 'numeric',
          month,
          day: 'numeric',
          timeZone: 'UTC',
        });
        const written = format.format(new Date(`${on}T12:00:00Z`));
        const [theirs] = chrono.strict.parse(written);
        const ours = findDates(written, { published: null })[0]?.range.from?.split('-').map(Number);
        expect(ours).toEqual(['year', 'month', 'day'].map((part) => theirs?.start.get(part as 'year')));
      }),
    );
  });

  it('without its year is the one near publication', () => {
    fc.assert(
      fc.property(recentDay, fc.integer({ min: 1, max: 150 }), (published, days) => {
        const before = addDays(published, -days);
        const after = addDays(published, days);
        const [past] = findDates(`They met on ${longDay(before).slice(0, -5)}.`, { published });
        const [future] = findDates(`They will meet on ${longDay(after).slice(0, -5)}.`, { published });
        expect([past?.range.from, future?.range.from]).toEqual([before, after]);
      }),
    );
  });
});

/** A grammar of quadratic time needs minutes for these, and runs into the test's time limit. */
const LENGTH = 500_000;

it.each(['from 1 to ', 'the end of ', '1 and ', '(', '22.', 'May ', '1–', 'last ', '\n', '9'.repeat(50)])(
  'a large text of nothing but %j is read, in time in proportion to its length',
  (unit) => {
    const text = unit.repeat(LENGTH / unit.length);
    for (const { end } of findDates(text, { published: '2023-11-14' })) {
      expect(end).toBeLessThanOrEqual(text.length);
    }
  },
);
