import { AutoTokenizer, type PreTrainedTokenizer } from '@huggingface/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PairTokenizer } from '../../../src/answers/reader/pieces.ts';
import { readWordPiece } from '../../../src/answers/reader/read-word-piece.ts';
import { WordAlignedTokenizer } from '../../../src/answers/reader/word-aligned.ts';
import { ensureModel } from '../../../src/retrieval/models/ensure-model.ts';
import { anyText } from '../../any-text.ts';
import { sharedCache } from '../../retrieval/models/shared-cache.ts';

let library: PreTrainedTokenizer;
let wordPiece: PairTokenizer;
let aligned: PairTokenizer;

beforeAll(async () => {
  const { folder } = await ensureModel('encoder', { adapter: null, cacheDir: sharedCache });
  library = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  wordPiece = (await readWordPiece(folder)) as PairTokenizer;
  aligned = new WordAlignedTokenizer(library);
});

/** What each piece stands for in the text. */
function quoted(tokenizer: PairTokenizer, text: string): string[] {
  const { starts, ends } = tokenizer.pieces(text);
  return starts.map((start, i) => text.slice(start, ends[i]));
}

/** Words, numbers, marks and scripts of news, and any text at all. */
const newsText = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    anyText(),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'Bielsko-Biała',
            'ΟΔΟΣ Σ',
            'İstanbul',
            'ﬁne',
            'Cafe\u0301',
            '한국어',
            '北京市',
            '𠀀𝔘👩‍👧',
            'e.g.',
            '€1.3',
            '½',
            'ǅ',
            '≮;',
            'x\u200by\u00ad',
            'antidisestablishmentarianism'.repeat(4),
          ),
          fc.string({ unit: 'grapheme-composite', maxLength: 6 }),
        ),
      )
      .map((words) => words.join(' ')),
  )
  .filter((text) => !/\[(?:PAD|UNK|CLS|SEP|MASK)\]/.test(text));

describe('WordPieceTokenizer', () => {
  test("gives the library's pieces for any text", () => {
    fc.assert(
      fc.property(newsText, (text) => {
        const ids = library.encode(text, { add_special_tokens: false });
        expect(wordPiece.pieces(text).ids).toEqual(ids);
      }),
      { numRuns: 2000 },
    );
  });

  test('gives offsets within the text that never decrease', () => {
    fc.assert(
      fc.property(newsText, (text) => {
        const { starts, ends } = wordPiece.pieces(text);
        starts.forEach((start, i) => {
          expect(start).toBeGreaterThanOrEqual(starts[i - 1] ?? 0);
          expect(ends[i]).toBeGreaterThan(start);
          expect(ends[i]).toBeGreaterThanOrEqual(ends[i - 1] ?? 0);
          expect(ends[i]).toBeLessThanOrEqual(text.length);
        });
      }),
      { numRuns: 2000 },
    );
  });

  test('points at the original letters, whatever the vocabulary makes of them', () => {
    expect(quoted(wordPiece, 'Jožef Štefan, Ljubljana')).toEqual(['Jožef', 'Štefan', ',', 'Ljubljana']);
    expect(quoted(wordPiece, 'a\u200bb\0c 北京')).toEqual(['a\u200bb\0c', '北', '京']);
    expect(quoted(wordPiece, 'Cafe\u0301!')).toEqual(['Cafe\u0301', '!']);
    expect(quoted(wordPiece, '👩‍👧 €1.3')).toEqual(['👩‍👧', '€', '1', '.', '3']);
  });

  test('marks the pieces that continue a word', () => {
    expect(wordPiece.pieces('Ljubljana Koblenz').continues).toEqual([false, false, true, true]);
  });

  test('takes a special token spelled out in a text for text', () => {
    expect(quoted(wordPiece, 'a [SEP] b')).toEqual(
      ['a', '[', 'sep', ']', 'b'].map((w) => w.replace('sep', 'SEP')),
    );
    expect(wordPiece.pieces('[SEP]').ids).not.toContain(wordPiece.frame.after[0]);
  });
});

describe('WordAlignedTokenizer', () => {
  test('lets all pieces of a word stand for the word without the punctuation around it', () => {
    expect(quoted(aligned, 'in “Ljubljana”, …')).toEqual([
      'in',
      ...Array(4).fill('Ljubljana').slice(0, aligned.pieces('“Ljubljana”,').ids.length),
      '…',
    ]);
  });

  test("gives the library's pieces, and finds the tokens around two texts", () => {
    const text = 'who visited Ljubljana, and when?';
    expect(aligned.pieces(text).ids).toEqual(library.encode(text, { add_special_tokens: false }));
    expect(aligned.frame).toEqual(wordPiece.frame);
  });
});
