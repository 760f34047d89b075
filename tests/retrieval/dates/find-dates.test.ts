import { describe, expect, it } from 'vitest';
import { findDates } from '../../../src/retrieval/dates/find-dates.ts';
import { mentions } from './mentions.ts';

/** Published on Tuesday, 14 November 2023. */
function table(rows: readonly (readonly [text: string, ...expected: string[]])[]): void {
  it.each(rows.map(([text, ...expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    expect(mentions(text)).toEqual(expected);
  });
}

describe('days and runs of days', () => {
  table([
    ['From Oct. 22 to 29, a delegation visited Brussels.', '[From Oct. 22 to 29] 2023-10-22..2023-10-29'],
    ['They visited from September 17 to 22, 2023.', '[from September 17 to 22, 2023] 2023-09-17..2023-09-22'],
    ['It was mounted on the 3rd of May.', '[the 3rd of May] 2023-05-03'],
    ['It took place from 18 to 22 October.', '[from 18 to 22 October] 2023-10-18..2023-10-22'],
    ['They visited Oulu (Sept. 30 - Oct. 3).', '[Sept. 30 - Oct. 3] 2023-09-30..2023-10-03'],
    ['Held on 17–22 Sept. 2023 in Bari', '[17–22 Sept. 2023] 2023-09-17..2023-09-22'],
    ['The floods of 12 and 13 August', '[12 and 13 August] 2023-08-12..2023-08-13'],
    ['Online on 28 June and 30 August 2022.', '[28 June] 2022-06-28', '[30 August 2022] 2022-08-30'],
    [
      'from Monday 11 to Friday 15 September',
      '[from Monday 11 to Friday 15 September] 2023-09-11..2023-09-15',
    ],
    ['between 5 and 9 September 2022', '[between 5 and 9 September 2022] 2022-09-05..2022-09-09'],
    ['28 December to 3 January 2023', '[28 December to 3 January 2023] 2022-12-28..2023-01-03'],
    ['On Wednesday, 10 October 2018, at 4.15 p.m.', '[Wednesday, 10 October 2018] 2018-10-10'],
    ['on Fri. 17 November, 4 p.m.', '[Fri. 17 November] 2023-11-17'],
  ]);
});

describe('numeric dates', () => {
  table([
    ['2023-10-22', '[2023-10-22] 2023-10-22'],
    ['22.10.2023', '[22.10.2023] 2023-10-22'],
    ['3/5/2023: the day comes first', '[3/5/2023] 2023-05-03'],
    ['10/22/2023: unless it cannot', '[10/22/2023] 2023-10-22'],
    ['17.–22.09.2023', '[17.–22.09.2023] 2023-09-17..2023-09-22'],
    ['31.02.2023'],
    ['https://www.example.org/2023/11/14/news'],
    ['version 1.10.2023.4'],
  ]);
});

describe('months, seasons, quarters and years', () => {
  table([
    ['It was stolen in December.', '[December] 2022-12-01..2022-12-31'],
    ['It was held in March.', '[March] 2023-03-01..2023-03-31'],
    ['It will be held in March.', '[March] 2024-03-01..2024-03-31'],
    ['In May and June 2022 it rained.', '[May] 2022-05-01..2022-05-31', '[June 2022] 2022-06-01..2022-06-30'],
    ['Next issue: March.', '[March] 2024-03-01..2024-03-31'],
    ['March: the committee meets', '[March] 2024-03-01..2024-03-31'],
    ['The contribution for 2024 rises.', '[2024] 2024-01-01..2024-12-31'],
    ['spring 2022', '[spring 2022] 2022-03-01..2022-05-31'],
    ['the winter of 2023–24', '[the winter of 2023–24] 2023-12-01..2024-02-29'],
    ['in the first week of June 2022', '[the first week of June 2022] 2022-06-01..2022-06-07'],
    ['mid-May 2022', '[mid-May 2022] 2022-05-11..2022-05-20'],
    ['by mid-2024', '[by mid-2024] 2023-11-14..2024-08-31'],
    ['in the third quarter of 2022', '[the third quarter of 2022] 2022-07-01..2022-09-30'],
    ['the first quarter of next year', '[the first quarter of next year] 2024-01-01..2024-03-31'],
    ['at the end of 2024', '[the end of 2024] 2024-11-01..2024-12-31'],
    ['in 2021', '[2021] 2021-01-01..2021-12-31'],
    ['the 2019 forum', '[2019] 2019-01-01..2019-12-31'],
    ['from 2014 to 2020', '[from 2014 to 2020] 2014-01-01..2020-12-31'],
    ['the 2020/21 call', '[2020/21] 2020-01-01..2021-12-31'],
    ['in the 1990s', '[1990s] 1990-01-01..1999-12-31'],
    ['in the nineteenth century', '[nineteenth century] 1801-01-01..1900-12-31'],
    ['ready since Christmas', '[since Christmas] 2022-12-24..2023-11-14'],
  ]);
});

describe('relative expressions', () => {
  table([
    ['last week', '[last week] 2023-11-06..2023-11-12'],
    ['last Tuesday', '[last Tuesday] 2023-11-07'],
    ['yesterday', '[yesterday] 2023-11-13'],
    ['today', '[today] 2023-11-14'],
    ['next month', '[next month] 2023-12-01..2023-12-31'],
    ['this week', '[this week] 2023-11-13..2023-11-19'],
    ['last autumn', '[last autumn] 2022-09-01..2022-11-30'],
    ['last October', '[last October] 2023-10-01..2023-10-31'],
    ['this winter', '[this winter] 2023-12-01..2024-02-29'],
    ['the winter after next', '[the winter after next] 2024-12-01..2025-02-28'],
    ['a year ago', '[a year ago] 2022-01-01..2022-12-31'],
    ["in two years' time", "[two years' time] 2025-01-01..2025-12-31"],
    ['June last year', '[June last year] 2022-06-01..2022-06-30'],
    ['the day before yesterday', '[the day before yesterday] 2023-11-12'],
    [
      'From Tuesday to Thursday of last week',
      '[From Tuesday to Thursday of last week] 2023-11-07..2023-11-09',
    ],
    ['for the past eleven months', '[the past eleven months] 2022-12-14..2023-11-14'],
  ]);
});

describe('open sides', () => {
  table([
    ['from 1 January 2026', '[from 1 January 2026] 2026-01-01..…'],
    ['open until the end of March', '[until the end of March] 2023-11-14..2024-03-31'],
    ['burnt coal until 2018', '[until 2018] …..2018-12-31'],
    ['since 2019', '[since 2019] 2019-01-01..2023-11-14'],
    ['our report from 9 November', '[from 9 November] 2023-11-09'],
    ['before the end of the year', '[before the end of the year] 2023-11-14..2023-12-31'],
    ['after the 2021 forum', '[after the 2021] 2021-01-01..2023-11-14'],
    ['postponed until 10–12 December', '[10–12 December] 2023-12-10..2023-12-12'],
    ['moved from 30 April to 12 June 2023', '[30 April] 2023-04-30', '[12 June 2023] 2023-06-12'],
  ]);
});

describe('other languages', () => {
  table([
    ['am 14. März 2022', '[14. März 2022] 2022-03-14'],
    ['vom 14. bis 18. März 2022', '[vom 14. bis 18. März 2022] 2022-03-14..2022-03-18'],
    ['du 14 au 18 mars 2022', '[du 14 au 18 mars 2022] 2022-03-14..2022-03-18'],
    ['le 1er août 2022', '[1er août 2022] 2022-08-01'],
    ['el 3 de mayo de 2022', '[3 de mayo de 2022] 2022-05-03'],
    ['dal 14 al 18 marzo 2022', '[dal 14 al 18 marzo 2022] 2022-03-14..2022-03-18'],
    ['14. novembra 2023', '[14. novembra 2023] 2023-11-14'],
    ['novembre 2022', '[novembre 2022] 2022-11-01..2022-11-30'],
  ]);
});

describe('what is no date', () => {
  it.each([
    '2,400 trees and 2400 trees, 5–2, 1.80 m, 12 pages, No. 9, at 16:00, 11 to 7 votes',
    'It may be that they march, and may 12 more join.',
    'She sat in the sun and wed a second time.',
    'the 2030 Agenda and Horizon 2020',
    'the Winter Bench, a summer school, winter tyres, spring water, the fall of the wall',
    'EUR 2000, 1950 people, room 2019, ISO 2015',
    'every Monday, each September, on Mondays, on the first Tuesday of each month',
    'It meets twice a year, in spring and in autumn.',
    'Glavni trg 14, 2000 Maribor',
    'their Sunday clothes, Good Friday, the Sunday Times',
    'It will last 22 months, sixteen months longer than planned.',
    'Kim April, Theresa May and August Macke',
  ])('%s', (text) => {
    expect(mentions(text)).toEqual([]);
  });
});

describe('without a day of publication', () => {
  it('resolves dates that bear their year', () => {
    expect(mentions('On 24 April 1915 and in the spring of 1780', null)).toEqual([
      '[24 April 1915] 1915-04-24',
      '[the spring of 1780] 1780-03-01..1780-05-31',
    ]);
  });

  it('takes the year from the sentence before', () => {
    expect(mentions('It was signed on 12 December 2018. In January the work began.', null)).toEqual([
      '[12 December 2018] 2018-12-12',
      '[January] 2019-01-01..2019-01-31',
    ]);
  });

  it('leaves out what has no year', () => {
    expect(mentions('They came in October, last week, from 5 to 9 May and on Tuesday.', null)).toEqual([]);
  });
});

it('counts from an anchor that the caller gives', () => {
  const anchor = { from: '2023-10-23', to: '2023-10-23' };
  expect(findDates('On the following day they left.', { published: null, anchor })).toEqual([
    { start: 3, end: 20, range: { from: '2023-10-24', to: '2023-10-24' } },
  ]);
});
