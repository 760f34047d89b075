import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../src/answers/evidence/candidate.ts';
import { KnownTexts } from '../../../src/answers/evidence/known-texts.ts';
import { heedRetractions } from '../../../src/answers/evidence/retractions.ts';
import { createAnalyser } from '../../../src/retrieval/text/analyser.ts';
import { candidatesOf, read } from '../candidates.ts';

const texts = new KnownTexts(createAnalyser());

/** What is left of 0.6 for a sentence of May, and of 0.2 for one of June. */
function heeded(
  may: string,
  answer: string,
  june: string,
  day: string | null = '2024-06-01',
): readonly number[] {
  const [told] = candidatesOf(may, { published: '2024-05-01' });
  const [later] = candidatesOf(june, { published: day });
  const candidates = [read(told as Candidate, answer), later as Candidate];
  return heedRetractions({ candidates: [0.6, 0.2], none: 0.2 }, candidates, texts).candidates;
}

describe('what a later article takes back', () => {
  it.each([
    ['The forum is on 11 and 12 June.', '11 and 12 June', 'The forum, announced for 11 and 12 June, is off.'],
    ['The forum is on 11 and 12 May.', '11 and 12 May', 'The forum, announced for 11 and 12 May, is off.'],
    ['We received 61 applications.', '61 applications', 'The number of valid applications is 59 and not 61.'],
    ['Repair costs EUR 380,000.', 'EUR 380,000', 'The cost, put at EUR 380,000 then, has risen since.'],
    ['It opens in 2028.', '2028', 'It will be opened in 2029 instead of 2028.'],
    ['Hand it in by 15 January.', '15 January', 'The deadline of 15 January has been extended by a week.'],
  ])('“%s” gives its probability to the sentence that does so', (may, answer, june) => {
    expect(heeded(may, answer, june)).toEqual([0, 0.8]);
  });

  it.each([
    ['names other numbers', 'The forum, announced for 11 and 13 June, is postponed.'],
    ['says the same of other things', 'Instead of 11 schools 12 took part.'],
    ['repeats it', 'The forum met on 11 and 12 June.'],
    ['is not about it', 'The ferry is cancelled.'],
  ])('is not meant where the later sentence %s', (_, june) => {
    expect(heeded('The forum is on 11 and 12 June.', '11 and 12 June', june)).toEqual([0.6, 0.2]);
  });

  it('is not meant by a number of other things', () => {
    expect(heeded('It ends on 17 May.', '17 May', 'Mind the hour: it is noon and not 17:00.')).toEqual([
      0.6, 0.2,
    ]);
    expect(heeded('There were 17.', '17', 'It is on the 16th instead of 17 May.')).toEqual([0.6, 0.2]);
  });

  it('is not meant where that article is not later, or undated', () => {
    const change = 'The forum, announced for 11 and 12 June, is postponed.';
    for (const day of ['2024-05-01', '2024-04-01', null])
      expect(heeded('The forum is on 11 and 12 June.', '11 and 12 June', change, day)).toEqual([0.6, 0.2]);
  });

  it('is not meant where the choice sees nothing in that article', () => {
    const [told] = candidatesOf('The youth forum is on 30 September.', { published: '2024-05-01' });
    const [later, beside] = candidatesOf(
      'The photo contest has been extended until 30 September. It is free.',
      {
        published: '2024-06-01',
      },
    );
    const candidates = [read(told as Candidate, '30 September'), later as Candidate, beside as Candidate];
    const heed = (probabilities: number[]) =>
      heedRetractions({ candidates: probabilities, none: 0.1 }, candidates, texts).candidates;
    expect(heed([0.5, 0.0078125, 0])).toEqual([0.5, 0.0078125, 0]);
    expect(heed([0.5, 0.015625, 0.25])).toEqual([0, 0.515625, 0.25]);
  });

  it('is not meant where the reader does not stand by its answer', () => {
    const [told] = candidatesOf('The forum is on 11 and 12 June.', { published: '2024-05-01' });
    const [later] = candidatesOf('It was put off from 11 and 12 June.', { published: '2024-06-01' });
    const unsure = read(told as Candidate, '11 and 12 June', -5);
    const choice = { candidates: [0.6, 0.2], none: 0.2 };
    expect(heedRetractions(choice, [unsure, later as Candidate], texts)).toEqual(choice);
  });

  it('needs an answer that is a number or a day', () => {
    expect(heeded('The forum is in Turku.', 'Turku', 'The forum is in Oulu instead of Turku.')).toEqual([
      0.6, 0.2,
    ]);
  });

  it('leaves a choice without candidates as it is', () => {
    expect(heedRetractions({ candidates: [], none: 1 }, [], texts)).toEqual({ candidates: [], none: 1 });
  });
});
