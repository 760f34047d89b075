import { describe, expect, it } from 'vitest';
import { definedAcronyms } from '../../../src/retrieval/text/acronyms.ts';
import { createAnalyser } from '../../../src/retrieval/text/analyser.ts';
import { Lexicon } from '../../../src/retrieval/text/lexicon.ts';
import { Vocabulary } from '../../../src/retrieval/text/vocabulary.ts';
import { countWords } from '../../../src/retrieval/text/word-counts.ts';
import { WordStatistics } from '../../../src/retrieval/text/word-statistics.ts';

const analyser = createAnalyser();
const vocabulary = new Vocabulary();
const texts = [
  'The delegation from Kärdla visited the Joint Steering Committee (JSC) in Narva.',
  'The delegation planted 2,400 saplings along the river.',
  'Narva received the delegation.',
];
const counts = texts.map((text) => countWords(text, analyser, vocabulary));
const statistics = new WordStatistics(vocabulary);
for (const each of counts) statistics.add(each);
const english = new Set(['rover']);
const lexicon = new Lexicon(statistics, texts.flatMap(definedAcronyms), analyser, (word) =>
  english.has(word),
);

describe('Lexicon', () => {
  it('holds rare terms for weightier than common ones, and unknown ones for the weightiest', () => {
    expect(lexicon.idf('sapl')).toBeGreaterThan(lexicon.idf('deleg'));
    expect(lexicon.idf('nowhere')).toBeGreaterThan(lexicon.idf('sapl'));
  });

  it('tells names from other words by how the corpus writes them', () => {
    expect(lexicon.nameness('narva')).toBe(1);
    expect(lexicon.nameness('river')).toBe(0);
  });

  it.each([
    ['which delegaton came', 'which delegation came'],
    ['how many saplngs', 'how many saplings'],
    ['the comittee', 'the committee'],
  ])('mends “%s”', (typed, mended) => {
    expect(lexicon.corrected(typed)).toBe(mended);
  });

  it('leaves known words, short words and strange words alone', () => {
    expect(lexicon.corrected('did Riga visit Narva in 2,401 ways')).toBe(
      'did Riga visit Narva in 2,401 ways',
    );
  });

  it('leaves a word of the language alone, though the corpus writes a similar one', () => {
    expect(lexicon.corrected("the rover, the rover's wheels")).toBe("the rover, the rover's wheels");
    expect(lexicon.corrected('the rivar')).toBe('the river');
  });

  it('expands an acronym, and finds the acronym of an expansion', () => {
    expect(lexicon.expansions('who chairs the jsc?')).toEqual(['Joint Steering Committee']);
    expect(lexicon.expansions('who chairs the joint steering committee?')).toEqual(['JSC']);
  });
});
