import { describe, expect, it } from 'vitest';
import { resolveDates } from '../../../src/retrieval/dates/resolve-dates.ts';

/** Resolves an article given as sentences; each row lists a sentence's days. */
function read(published: string | null, ...sentences: string[]): string[][] {
  let end = 0;
  const places = sentences.map((sentence) => {
    const start = end;
    end = start + sentence.length + 1;
    return { start, end: start + sentence.length };
  });
  return resolveDates(places, sentences.join('\n'), published).map((mentions) =>
    mentions.map(({ range }) => (range.from === range.to ? `${range.from}` : `${range.from}..${range.to}`)),
  );
}

describe('the running anchor', () => {
  it("resolves 'on the following day' and 'two days later' against the mention before", () => {
    expect(
      read(
        '2022-10-20',
        'On 10 October, a workshop was held.',
        'It was full.',
        'Two days later they built a gauge.',
      ),
    ).toEqual([['2022-10-10'], [], ['2022-10-12']]);
  });

  it('steps over a month that was mentioned in between', () => {
    const days = read(
      '2022-05-19',
      'Last week, five delegates spent five days in Cuenca.',
      'On Tuesday, a workshop was held.',
      'The market quarter was flooded twice in March.',
      'On the following day they walked along the river.',
    );
    expect(days.map(([day]) => day)).toEqual([
      '2022-05-09..2022-05-15',
      '2022-05-10',
      '2022-03-01..2022-03-31',
      '2022-05-11',
    ]);
  });

  it('gives offsets in the body', () => {
    const body = 'Nothing here. It met on 3 May 2022.';
    expect(resolveDates([{ start: 14, end: 35 }], body, null)).toEqual([
      [{ start: 24, end: 34, range: { from: '2022-05-03', to: '2022-05-03' } }],
    ]);
  });
});

describe('weekdays', () => {
  it('are days of the visit that is told of', () => {
    expect(
      read(
        '2022-05-24',
        'They were received from 10 to 14 May.',
        'Tuesday: tour of the museum',
        'Friday: signing',
      ),
    ).toEqual([['2022-05-10..2022-05-14'], ['2022-05-10'], ['2022-05-13']]);
  });

  it('go on from the weekday before', () => {
    expect(
      read('2019-06-28', 'They came on Monday, 17 June.', 'Tuesday: the lock', 'Thursday: the ferry'),
    ).toEqual([['2019-06-17'], ['2019-06-18'], ['2019-06-20']]);
  });

  it('are else the last before publication', () => {
    expect(
      read(
        '2023-09-15',
        'The Forum planned for 14 to 16 November can not take place.',
        'On Tuesday, the committee accepted the offer.',
      ),
    ).toEqual([['2023-11-14..2023-11-16'], ['2023-09-12']]);
  });

  it('are those around the day told of, with an article', () => {
    expect(
      read(
        '2021-09-27',
        'It was opened on Saturday 18 September.',
        'All flights were grounded on the Friday.',
      ),
    ).toEqual([['2021-09-18'], ['2021-09-17']]);
  });
});

describe('the year', () => {
  it.each([
    ['2022-12-06', 'The members that joined in January were welcomed.', '2022-01-01..2022-01-31'],
    ['2022-12-06', 'Cuenca will host the next Annual Forum in November.', '2023-11-01..2023-11-30'],
    ['2022-12-06', 'The delay in spring was long.', '2022-03-01..2022-05-31'],
    ['2021-10-27', 'A return visit is planned for May.', '2022-05-01..2022-05-31'],
    ['2023-10-18', 'A side trip, planned for 12 October, had to be dropped.', '2023-10-12'],
    ['2019-05-09', 'They may be seen there until 30 November.', '2019-05-09..2019-11-30'],
    ['2019-03-18', 'The JSC will hold its first meeting in Szeged on 6 June.', '2019-06-06'],
    ['2018-06-21', 'Two suitcases did not arrive until March.', 'null..2018-03-31'],
    ['2024-12-16', 'She moved to Szeged in September with a grant.', '2024-09-01..2024-09-30'],
    ['2018-09-27', 'The request was deferred to the spring.', '2019-03-01..2019-05-31'],
  ])('on %s, of: %s', (published, sentence, expected) => {
    expect(read(published, sentence)).toEqual([[expected]]);
  });

  it('is the one in which the weekday fits', () => {
    expect(read('2023-01-10', 'It is on Saturday 18 November.')).toEqual([['2023-11-18']]);
    expect(read('2022-12-01', 'They sailed on Thursday 15 June.')).toEqual([['2023-06-15']]);
  });

  it('is set by the beginning of the sentence', () => {
    expect(read('2022-11-23', 'In 2021 the prize was presented in September.')[0]?.[1]).toBe(
      '2021-09-01..2021-09-30',
    );
    expect(read('2022-06-02', 'Next year’s will be in Kvitnes from 12 to 14 September.')[0]?.[1]).toBe(
      '2023-09-12..2023-09-14',
    );
  });

  it('is not taken from a date long past for what has just happened', () => {
    expect(
      read('2021-09-22', 'The test ran until June 2019.', 'The report was handed over on 15 September.'),
    ).toEqual([['null..2019-06-30'], ['2021-09-15']]);
  });

  it('is the same for two names of the same days', () => {
    expect(read('2025-06-30', 'They came last week for the closing conference (24–26 June).')).toEqual([
      ['2025-06-23..2025-06-29', '2025-06-24..2025-06-26'],
    ]);
  });

  it('goes on in the direction of the list', () => {
    expect(
      read('2024-02-19', '8 April – 3 May', '20 May – 28 June', '15 July – 27 September').flat(),
    ).toEqual(['2024-04-08..2024-05-03', '2024-05-20..2024-06-28', '2024-07-15..2024-09-27']);
  });
});
