import fc from 'fast-check';
import { get_sentence_boundaries, segment } from 'sentencex';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../src/retrieval/passages/sentences.ts';
import { anyText } from '../../any-text.ts';

const split = (text: string, language?: string) =>
  splitSentences(text, language).map(({ start, end }) => text.slice(start, end));

describe('the library sentencex', () => {
  it('counts its indexes in code points, so that only its texts can be trusted', () => {
    const text = 'Ž 😀 came. Then “Ž” went.';
    const [first, second] = get_sentence_boundaries('en', text);
    expect(first?.end_index).toBe([...'Ž 😀 came. '].length);
    expect(second?.start_index).not.toBe('Ž 😀 came. '.length);
    expect(segment('en', text).join('')).toBe(text);
  });
});

describe('splitSentences', () => {
  it('gives UTF-16 offsets, also behind characters of several units', () => {
    expect(splitSentences('Ž 😀 came. 👩‍👩‍👧 Ž went.  Done.')).toEqual([
      { start: 0, end: 10 },
      { start: 11, end: 27 },
      { start: 29, end: 34 },
    ]);
  });

  it.each([
    'From Oct. 22 to 29, a delegation came.',
    'From Sept. 30 - Oct. 3 the forum was held.',
    'Dr. A. M. Giraldo and Prof. V. N. Tripathi met Ms. Ñ. Cordero, e.g. at No. 4 of St. John St. in Graz.',
    'It costs approx. €3 or approx. 40 kr. a day, i.e. about 1.5 percent.',
    'The doors open at 9 a.m. on Monday and at 10 p.m. CET on Sunday.',
    'He is, cf. p. 4, fig. 3 and vol. 2, the author of the U.S. Code.',
    '“I was cold. Very.” said Ana.',
    '“I was cold. Very,” said Ana. “I am home.”'.slice(0, 29),
    'She said: “We came. We saw. We left.”',
    '"Really? No!" she asked.',
    'They (the members of the JSC, cf. above. And others) agreed.',
    '»Ja. Nein.« sagte sie.',
    '9.30 a.m. Registration and tea.',
    'The meeting closed at 5 p.m. Monday.',
    'He came with J. R. R. Tolkien and the Hon. Paulette Doiron vs. Foo Inc. of Reno.',
  ])('does not cut %j', (sentence) => {
    expect(split(`${sentence} Then they left.`)[0]).toBe(sentence);
  });

  it.each([
    ['They paid 85 euros until 15 May.', 'Flights were booked.'],
    ['It began at 2 p.m.', 'Instead of flowers, they gave money.'],
    ['The office is closed until 3 p.m.', 'Questions go to Ana.'],
    ['The teacher fell ill.', 'Mentors were appointed too late.'],
    ['They applied in lot B.', 'The others did not.'],
    ['(They came by bus.)', 'Then they left.'],
    ['He lives in the U.S.', 'The others do not.'],
    ['“We lost.”', 'Then he left.'],
    ['It grew by 5 %.', '30 people came.'],
    ['Wait... what?', 'No!'],
  ])('cuts between %j and %j', (first, second) => {
    expect(split(`${first} ${second}`)).toEqual([first, second]);
  });

  it('keeps quoted speech with its speaker, unless it is long', () => {
    const short = '“We came. We saw. It was cold,” said Ana Lopez of Loja.';
    expect(split(short)).toEqual([short]);
    const part = 'We came a long way, over the hills and down to the river, and we saw many bridges there.';
    expect(split(`“${`${part} `.repeat(5)}Then we left,” said Ana.`)).toEqual([
      `“${part}`,
      part,
      part,
      part,
      part,
      'Then we left,” said Ana.',
    ]);
  });

  it('divides speech that has no speaker beside it, as in an interview', () => {
    expect(split('“46 visits until today. Not one delegate was lost.”')).toEqual([
      '“46 visits until today.',
      'Not one delegate was lost.”',
    ]);
    expect(split('"There were 161 in each inch."')).toEqual(['"There were 161 in each inch."']);
  });

  it('takes a quotation that is never closed for none', () => {
    expect(split('“We came. We saw. They left.')).toHaveLength(3);
  });

  it('takes the line ends of wrapped text for blanks', () => {
    expect(split('They came with Dr.\nAna Lopez\nto Loja. Then\nthey left.')).toEqual([
      'They came with Dr.\nAna Lopez\nto Loja.',
      'Then\nthey left.',
    ]);
  });

  it('knows the ordinals of dates in other languages, whatever language is set', () => {
    for (const language of ['en', 'de']) {
      expect(split('Am 3. Mai kam er. Am 4. Oktober ging er.', language)).toEqual([
        'Am 3. Mai kam er.',
        'Am 4. Oktober ging er.',
      ]);
    }
    expect(split('Prišel je 3. maja. Nato je npr. odšel.', 'sl')).toEqual([
      'Prišel je 3. maja.',
      'Nato je npr. odšel.',
    ]);
  });

  it.each([
    ['zh', '我们来了。你好吗？再见！', ['我们来了。', '你好吗？', '再见！']],
    ['ja', '次は東京です。「はい。いいえ。」', ['次は東京です。', '「はい。いいえ。」']],
    ['hi', 'यह घर है। वह घर है।', ['यह घर है।', 'वह घर है।']],
    ['ar', 'مرحبا بكم. كيف حالكم؟ نعم.', ['مرحبا بكم.', 'كيف حالكم؟', 'نعم.']],
    ['ru', 'Он приехал 3 мая. Потом уехал.', ['Он приехал 3 мая.', 'Потом уехал.']],
    ['xx', 'One came. Two left.', ['One came.', 'Two left.']],
  ])('speaks %s', (language, text, sentences) => {
    expect(split(text, language)).toEqual(sentences);
  });

  it('divides text that knows no capitals', () => {
    expect(split('he came. he saw. he won.')).toEqual(['he came.', 'he saw.', 'he won.']);
  });

  it('cuts no character in two, nor a sentence, where a text is longer than the library is given at once', () => {
    const text = `${'😀'.repeat(4001)} ${'word '.repeat(1500)}end.`;
    const [sentence, ...others] = split(text);
    expect(others.join('')).not.toMatch(/^[\udc00-\udfff]/);
    expect(sentence).toBe(text);
  });

  it('divides a text on which the library fails', () => {
    const text = '“Dr. ” . ! Then they left.';
    const spans = splitSentences(text);
    expect(text.slice(spans.at(-1)?.start, spans.at(-1)?.end)).toBe('Then they left.');
  });

  it('covers every character but white space, in order, whatever the text', () => {
    const piece = fc.constantFrom(
      'Dr. ',
      '“',
      '” ',
      '"',
      '. ',
      '! ',
      'Oct. 3',
      ' (',
      ') ',
      'A. ',
      'said ',
      'The ',
      '\n',
      '5 p.m. ',
      '😀',
      'é',
      '。',
    );
    const text = fc.oneof(
      anyText(),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        let at = 0;
        for (const { start, end } of splitSentences(value)) {
          expect(value.slice(at, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          expect(value.slice(start, end)).toBe(value.slice(start, end).trim());
          at = end;
        }
        expect(value.slice(at).trim()).toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
