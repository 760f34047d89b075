import { describe, expect, it } from 'vitest';
import { analyseQuestion } from '../../../src/answers/question/question.ts';
import { createAnalyser } from '../../../src/retrieval/text/analyser.ts';
import { Lexicon } from '../../../src/retrieval/text/lexicon.ts';
import { Vocabulary } from '../../../src/retrieval/text/vocabulary.ts';
import { countWords } from '../../../src/retrieval/text/word-counts.ts';
import { WordStatistics } from '../../../src/retrieval/text/word-statistics.ts';

const analyser = createAnalyser();
const vocabulary = new Vocabulary();
const counts = countWords('The harbour office of Izola cost 4.2 million euros.', analyser, vocabulary);
const statistics = new WordStatistics(vocabulary);
statistics.add(counts);
const lexicon = new Lexicon(statistics, [], analyser, () => false);

function wordsOf(text: string, last = text): { terms: string[]; lastTerms: string[] } {
  const { terms, lastTerms } = analyseQuestion({
    ...{ text, last, dates: [], datePhrases: [], previousArticleIds: [], analyser, lexicon },
  });
  return { terms: terms.map(({ folded }) => folded), lastTerms: lastTerms.map(({ folded }) => folded) };
}

describe('the content words of a question', () => {
  it.each([
    ['how much did the harbour office cost?', ['harbour', 'office', 'cost']],
    ['How  many offices has Izola', ['offices', 'izola']],
    ['was much of the cost met', ['much', 'cost', 'met']],
  ])('of "%s" are %j', (question, expected) => {
    expect(wordsOf(question).terms).toEqual(expected);
  });

  it('are those before it where a question only asks for the number', () => {
    const { lastTerms } = wordsOf('what did the harbour office cost? and how much?', 'and how much?');
    expect(lastTerms).toEqual(['harbour', 'office', 'cost']);
  });
});

describe('the dates of a question', () => {
  it('stay with the places where they are written, whatever else is misspelt', () => {
    const { text, dateSpans, terms } = analyseQuestion({
      ...{ text: 'was the harbor in septembre 2023 or in October 2023 closed?', last: '', dates: [] },
      ...{
        datePhrases: ['septembre 2023', 'October 2023', 'May'],
        previousArticleIds: [],
        analyser,
        lexicon,
      },
    });
    expect(dateSpans.map((span) => span && text.slice(span.start, span.end))).toEqual([
      'septembre 2023',
      'October 2023',
      null,
    ]);
    expect(terms.map(({ folded }) => folded)).toEqual(['harbour', 'closed']);
  });
});
