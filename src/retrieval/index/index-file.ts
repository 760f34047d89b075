import { z } from 'zod';
import { KEY_BYTES } from '../corpus/content-key.ts';
import type { Acronym } from '../text/acronyms.ts';
import { Vocabulary } from '../text/vocabulary.ts';
import { DATE_FIELDS, type IndexedArticle, PASSAGE_FIELDS, SENTENCE_FIELDS } from './indexed-article.ts';
import { strideOf } from './quantised.ts';
import type { SectionFile, Sections } from './section-file.ts';
import type { KeyedVectors } from './vectors-by-text.ts';

/** What a saved index holds: its sections are the columns of a table with a row for each article. */
export interface IndexContent {
  readonly vocabulary: Vocabulary;
  readonly articles: readonly IndexedArticle[];
}

/** For each article its numbers of passages, sentences, date mentions and word numbers, and its first and last day. */
const ARTICLE_FIELDS = 6;
const NO_DAY = -(2 ** 31);

const wordsSchema = z.tuple([z.array(z.string()), z.array(z.string())]);
const acronymsSchema = z.array(z.tuple([z.number(), z.string(), z.string()]));

/** The sections of an index; the arrays of its articles are not copied. */
export function encodeIndex({ vocabulary, articles }: IndexContent): Sections {
  const numbers = Array.from({ length: vocabulary.size }, (_, word) => word);
  const words = [numbers.map((n) => vocabulary.word(n)), numbers.map((n) => vocabulary.termOf(n))];
  const acronyms = articles.flatMap((article, i) =>
    article.acronyms.map(({ short, long }) => [i, short, long]),
  );
  return {
    vocabulary: [Buffer.from(JSON.stringify(words))],
    acronyms: [Buffer.from(JSON.stringify(acronyms))],
    keys: [Buffer.from(articles.map(({ key }) => key).join(''), 'hex')],
    articles: [
      Int32Array.from(
        articles.flatMap(({ passages, sentences, dates, words: counts, days }) => [
          ...[passages.length / PASSAGE_FIELDS, sentences.length / SENTENCE_FIELDS],
          ...[dates.length / DATE_FIELDS, counts.length],
          ...[days?.from ?? NO_DAY, days?.to ?? NO_DAY],
        ]),
      ),
    ],
    passages: articles.map(({ passages }) => passages),
    sentences: articles.map(({ sentences }) => sentences),
    dates: articles.map(({ dates }) => dates),
    words: articles.map(({ words: counts }) => counts),
    scales: articles.map(({ vectors }) => vectors.scales),
    vectorKeys: articles.map(({ vectorKeys }) => vectorKeys),
    vectors: articles.map(({ vectors }) => vectors.rows),
  };
}

/**
 * The index that a file holds; its arrays are views of the file's bytes.
 * @throws an error where the sections do not fit together
 */
export function decodeIndex(file: SectionFile, dimensions: number): IndexContent {
  const [folded, terms] = wordsSchema.parse(json(file, 'vocabulary'));
  const vocabulary = new Vocabulary();
  for (const [i, word] of folded.entries()) vocabulary.add(word, terms[i] as string);
  const acronyms = new Map<number, Acronym[]>();
  for (const [article, short, long] of acronymsSchema.parse(json(file, 'acronyms'))) {
    acronyms.set(article, [...(acronyms.get(article) ?? []), { short, long }]);
  }
  const counts = int32(file, 'articles');
  const keys = Buffer.from(file.section('keys')).toString('hex');
  const passages = new Column(uint32(file, 'passages'));
  const sentences = new Column(uint32(file, 'sentences'));
  const dates = new Column(int32(file, 'dates'));
  const words = new Column(uint32(file, 'words'));
  const all = decodeVectors(file, dimensions);
  const scales = new Column(all.vectors.scales);
  const vectorKeys = new Column(all.vectorKeys);
  const rows = new Column(all.vectors.rows);
  const articles: IndexedArticle[] = [];
  for (let at = 0; at < counts.length; at += ARTICLE_FIELDS) {
    const number = (field: number) => counts[at + field] as number;
    const vectors = number(0) + number(1);
    const i = articles.length;
    articles.push({
      key: keys.slice(2 * KEY_BYTES * i, 2 * KEY_BYTES * (i + 1)),
      passages: passages.next(number(0) * PASSAGE_FIELDS),
      sentences: sentences.next(number(1) * SENTENCE_FIELDS),
      dates: dates.next(number(2) * DATE_FIELDS),
      words: words.next(number(3)),
      acronyms: acronyms.get(i) ?? [],
      days: number(4) === NO_DAY ? null : { from: number(4), to: number(5) },
      vectors: { scales: scales.next(vectors), rows: rows.next(vectors * strideOf(dimensions)) },
      vectorKeys: vectorKeys.next(vectors * KEY_BYTES),
    });
  }
  return { vocabulary, articles };
}

/** The vectors alone, which stay good when the articles are divided in another way. */
export function decodeVectors(file: SectionFile, dimensions: number): KeyedVectors {
  const { buffer, byteOffset, byteLength } = file.section('vectors');
  const rows = new Int8Array(buffer, byteOffset, byteLength);
  const scaleBytes = file.section('scales');
  const scales = new Float32Array(scaleBytes.buffer, scaleBytes.byteOffset, scaleBytes.byteLength / 4);
  const vectorKeys = file.section('vectorKeys');
  const fits =
    rows.length === scales.length * strideOf(dimensions) && vectorKeys.length === scales.length * KEY_BYTES;
  if (!fits) throw new RangeError('The vectors and their keys do not fit together.');
  return { vectors: { rows, scales }, vectorKeys };
}

/** A column whose articles' parts follow one another. */
class Column<T extends { readonly length: number; subarray(start: number, end: number): T }> {
  readonly #values: T;
  #at = 0;

  constructor(values: T) {
    this.#values = values;
  }

  next(length: number): T {
    const end = this.#at + length;
    if (length < 0 || end > this.#values.length) throw new RangeError('A column is too short.');
    const part = this.#values.subarray(this.#at, end);
    this.#at = end;
    return part;
  }
}

function json(file: SectionFile, name: string): unknown {
  return JSON.parse(Buffer.from(file.section(name)).toString());
}

function uint32(file: SectionFile, name: string): Uint32Array {
  const { buffer, byteOffset, byteLength } = file.section(name);
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}

function int32(file: SectionFile, name: string): Int32Array {
  const { buffer, byteOffset, byteLength } = file.section(name);
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}
