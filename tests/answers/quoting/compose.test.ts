import { describe, expect, it } from 'vitest';
import { ALL_ANSWER_PARTS, type AnswerParts } from '../../../src/answers/answer-parts.ts';
import type { Candidate } from '../../../src/answers/evidence/candidate.ts';
import { answerTypeOf } from '../../../src/answers/question/answer-type.ts';
import type { Question } from '../../../src/answers/question/question.ts';
import { type Composition, compose } from '../../../src/answers/quoting/compose.ts';
import { candidatesOf, holding, read } from '../candidates.ts';

const asking = (last: string) => ({ last, type: answerTypeOf(last), terms: [] }) as unknown as Question;

/** What is quoted of candidates when those that hold certain words have certain probabilities, and the others none; days are named where 'May' stands. */
function composed(
  question: string,
  candidates: readonly Candidate[],
  probabilities: Readonly<Record<string, number>>,
  parts: AnswerParts = ALL_ANSWER_PARTS,
): Composition {
  const chosen = Object.entries(probabilities).map(
    ([words, probability]) => [holding(candidates, words), probability] as const,
  );
  const choice = {
    candidates: candidates.map((candidate) => chosen.find(([other]) => other === candidate)?.[1] ?? 0),
    none: 0.1,
  };
  const features = candidates.map(({ text }) => ({ dateSentence: text.includes('May') ? 1 : 0 }));
  const evidence = { ranked: [], passages: [], candidates, features };
  return compose(asking(question), evidence, choice, parts) as Composition;
}
const quotes = ({ citations }: Composition) => citations.map(({ quote }) => quote);

describe('what is quoted', () => {
  const [first, second, third] = [
    'The forum cannot be held in June.',
    'The new dates are 15 to 17 October.',
    'The venue remains the same.',
  ];
  const paragraph = candidatesOf(`${first} ${second} ${third}\n\nThe fee is unchanged.`);

  it('is the sentence that is most probable', () => {
    expect(quotes(composed('when is the forum', paragraph, { 'new dates': 0.8, 'The venue': 0.1 }))).toEqual([
      second,
    ]);
  });

  it('goes on to the sentence beside it that comes near, whichever comes first', () => {
    expect(quotes(composed('when is the forum', paragraph, { 'cannot be': 0.5, 'new dates': 0.2 }))).toEqual([
      `${first} ${second}`,
    ]);
    expect(
      quotes(
        composed('when is the forum', paragraph, { 'new dates': 0.5, 'cannot be': 0.2, 'The venue': 0.1 }),
      ),
    ).toEqual([`${first} ${second}`]);
  });

  it('is as probable as the sentence that was chosen, and sets off its words', () => {
    const candidates = paragraph.map((one) => (one.text === second ? read(one, '15 to 17 October') : one));
    const composition = composed('when is the forum', candidates, { 'new dates': 0.5, 'cannot be': 0.2 });
    expect(composition).toMatchObject({ probability: 0.5, short: '15 to 17 October' });
  });

  it('keeps to a paragraph, and to sentences that follow one another', () => {
    const far = composed('when is the forum', paragraph, { 'cannot be': 0.4, 'The venue': 0.3 });
    expect(quotes(far)).toEqual([first]);
    const beyond = composed('what is the fee', paragraph, { 'The fee': 0.4, 'The venue': 0.3 });
    expect(quotes(beyond)).toEqual(['The fee is unchanged.']);
  });

  it('is one sentence alone where neighbours are switched off', () => {
    const parts = { ...ALL_ANSWER_PARTS, neighbours: false };
    const composition = composed('when is it', paragraph, { 'cannot be': 0.5, 'new dates': 0.4 }, parts);
    expect(quotes(composition)).toEqual([first]);
  });

  describe('where a title is most probable', () => {
    const sentences = candidatesOf(
      'Guests of Oulu went to Loja.\n\nFrom 3 to 9 May six guests saw the port.',
    );
    const title = { ...(sentences[0] as Candidate), sentence: null, text: 'Oulu visits Loja' };
    const candidates = [...sentences, title];
    const quotedFor = (probabilities: Readonly<Record<string, number>>) =>
      composed('who visited Loja', candidates, { 'Oulu visits': 0.5, ...probabilities });

    it('is a sentence of its article that comes near, as probable as both', () => {
      const composition = quotedFor({ 'Guests of': 0.2 });
      expect(quotes(composition)).toEqual(['Guests of Oulu went to Loja.']);
      expect(composition.probability).toBeCloseTo(0.7);
    });

    it('is rather one that names the days asked for', () => {
      expect(quotes(quotedFor({ 'Guests of': 0.2, 'From 3': 0.12 }))).toEqual([
        'From 3 to 9 May six guests saw the port.',
      ]);
    });

    it('is the title where none comes near', () => {
      expect(quotes(quotedFor({ 'Guests of': 0.05 }))).toEqual(['A title']);
    });
  });

  describe('of a table', () => {
    const rows = ['Tuesday, 4 June | Opening', 'Tuesday, 4 June | Youth forum', 'Thursday, 6 June | Closing'];
    const table = candidatesOf(`| Day | What |\n|---|---|\n${rows.map((row) => `| ${row} |`).join('\n')}\n`);

    it('is all of it where several things are asked for, as probable as its rows together', () => {
      const composition = composed('which events take place', table, { Opening: 0.3, 'Youth forum': 0.2 });
      expect(quotes(composition)).toEqual(['Day | What', ...rows]);
      expect(composition.probability).toBeCloseTo(0.5);
    });

    it('is all of it where several rows come near and one thing or many may be asked for', () => {
      const likely = { Opening: 0.3, 'Youth forum': 0.2 };
      expect(quotes(composed('programme on tuesday', table, likely))).toEqual(['Day | What', ...rows]);
      expect(quotes(composed('programme on tuesday', table, { Opening: 0.5 }))).toEqual([
        'Day | What',
        rows[0],
      ]);
    });

    it('keeps the sentence that introduces it, and its probability', () => {
      const introduced = candidatesOf(
        'Apply by 30 September; the amounts are:\n\n| Lot | Amount |\n|---|---|\n| A | 5,000 |\n| B | 9,000 |\n',
      ).map((one) => (one.text.startsWith('Apply') ? read(one, '30 September') : one));
      const composition = composed('when is the deadline', introduced, { Apply: 0.7, '5,000': 0.1 });
      expect(composition).toMatchObject({ short: '30 September' });
      expect(composition.probability).toBeCloseTo(0.8);
      expect(quotes(composition)[0]).toBe('Apply by 30 September; the amounts are:');
    });

    it('is a row with the header where one thing is asked for', () => {
      const likely = { Opening: 0.3, 'Youth forum': 0.2 };
      expect(quotes(composed('when is the opening', table, likely))).toEqual(['Day | What', rows[0]]);
    });
  });
});
