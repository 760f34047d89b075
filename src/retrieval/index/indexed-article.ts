import type { Article } from '../corpus/article.ts';
import { contentKey } from '../corpus/content-key.ts';
import { dayNumber, fromDayNumber } from '../dates/calendar.ts';
import type { DateMention } from '../dates/day-range.ts';
import { resolveDates } from '../dates/resolve-dates.ts';
import { type DaySpan, daySpan } from '../day-span.ts';
import { makePassage } from '../passages/make-passage.ts';
import type { Passage } from '../passages/passage.ts';
import { segmentArticle } from '../passages/segment.ts';
import { type Acronym, definedAcronyms } from '../text/acronyms.ts';
import type { Analyser } from '../text/analyser.ts';
import type { Vocabulary } from '../text/vocabulary.ts';
import { countWords, type WordCounts } from '../text/word-counts.ts';
import type { QuantisedVectors } from './quantised.ts';

/** What is worked out of an article's text but for vectors; as numbers, which are kept and loaded fast. */
export interface ArticleAnalysis {
  /** `contentKey` of the article. */
  readonly key: string;
  /** For each passage its number of sentences, 1 if the first of them is a repeated lead-in, and the length of its words. */
  readonly passages: Uint32Array;
  /** For each sentence its start, its end and its block. */
  readonly sentences: Uint32Array;
  /** For each date mention the ordinal of its sentence in the article, start, end, first day and last day. */
  readonly dates: Int32Array;
  /** The word counts of the passages, one after the other. */
  readonly words: Uint32Array;
  readonly acronyms: readonly Acronym[];
  readonly days: DaySpan | null;
}

/** An article as it is indexed. */
export interface IndexedArticle extends ArticleAnalysis {
  /** Of the passages, then of the sentences. */
  readonly vectors: QuantisedVectors;
  /** `textKey` of the text of each vector. */
  readonly vectorKeys: Uint8Array;
}

/** Numbers that a passage, a sentence and a date mention take. */
export const PASSAGE_FIELDS = 3;
export const SENTENCE_FIELDS = 3;
export const DATE_FIELDS = 5;
/** Stands for the open side of a range of days. */
const OPEN = -(2 ** 31);

export interface DatedPassage {
  readonly passage: Passage;
  /** For each sentence the days that it names, resolved; offsets in the article's body. */
  readonly dates: readonly (readonly DateMention[])[];
}

/** Divides an article, resolves its dates and counts its words. */
export function analyseArticle(
  article: Article,
  analyser: Analyser,
  vocabulary: Vocabulary,
): ArticleAnalysis {
  const passages = segmentArticle(article);
  const sentences = passages.flatMap((passage) => passage.sentences);
  const dates = resolveDates(sentences, article.body, article.published);
  const texts = passages.map(searchableText);
  const words = texts.map((text) => countWords(text, analyser, vocabulary));
  return {
    key: contentKey(article),
    passages: Uint32Array.from(
      passages.flatMap((passage, i) => [
        passage.sentences.length,
        repeatsLeadIn(passage) ? 1 : 0,
        (words[i] as WordCounts).length,
      ]),
    ),
    sentences: Uint32Array.from(sentences.flatMap(({ start, end, block }) => [start, end, block])),
    dates: Int32Array.from(
      dates.flatMap((mentions, sentence) =>
        mentions.flatMap(({ start, end, range }) => [
          ...[sentence, start, end],
          ...[range.from, range.to].map((day) => (day === null ? OPEN : dayNumber(day))),
        ]),
      ),
    ),
    words: Uint32Array.from(words.flatMap((counts) => [...counts])),
    acronyms: texts.flatMap(definedAcronyms),
    days: daySpan(article, dates.flat()),
  };
}

/** The passages of an article again, from what was worked out before. */
export function passagesOf(article: Article, analysis: ArticleAnalysis): DatedPassage[] {
  const { passages, sentences, dates } = analysis;
  const mentions: DateMention[][] = Array.from({ length: sentences.length / SENTENCE_FIELDS }, () => []);
  for (let i = 0; i < dates.length; i += DATE_FIELDS) {
    const [sentence, start, end, from, to] = dates.subarray(i, i + DATE_FIELDS) as unknown as number[];
    mentions[sentence as number]?.push({
      start: start as number,
      end: end as number,
      range: { from: dayOf(from as number), to: dayOf(to as number) },
    });
  }
  const made: DatedPassage[] = [];
  let first = 0;
  for (let i = 0; i < passages.length; i += PASSAGE_FIELDS) {
    const last = first + (passages[i] as number);
    const units = [];
    for (let at = first * SENTENCE_FIELDS; at < last * SENTENCE_FIELDS; at += SENTENCE_FIELDS) {
      const block = sentences[at + 2] as number;
      const kind = article.blocks[block]?.kind ?? 'paragraph';
      units.push({ start: sentences[at] as number, end: sentences[at + 1] as number, block, kind });
    }
    const passage = makePassage(article, made.length, units, passages[i + 1] === 1);
    made.push({ passage, dates: mentions.slice(first, last) });
    first = last;
  }
  return made;
}

/** The word counts of each passage. */
export function wordsOf({ passages, words }: ArticleAnalysis): WordCounts[] {
  const each: WordCounts[] = [];
  let at = 0;
  for (let i = 0; i < passages.length; i += PASSAGE_FIELDS) {
    const end = at + (passages[i + 2] as number);
    each.push(words.subarray(at, end));
    at = end;
  }
  return each;
}

/** The vectors of the passages alone. */
export function passageVectors({ passages, vectors: { rows, scales } }: IndexedArticle): QuantisedVectors {
  const count = passages.length / PASSAGE_FIELDS;
  const stride = rows.length / Math.max(1, scales.length);
  return { rows: rows.subarray(0, count * stride), scales: scales.subarray(0, count) };
}

/** What is embedded of an article: its passages with title and heading, then its sentences alone. */
export function embeddedTexts(passages: readonly DatedPassage[]): string[] {
  return [
    ...passages.map(({ passage }) => searchableText(passage)),
    ...passages.flatMap(({ passage: { article, sentences } }) =>
      sentences.map(({ start, end }) => article.body.slice(start, end)),
    ),
  ];
}

/** What is indexed of a passage: title and heading tell what a sentence leaves unsaid. */
function searchableText({ article, heading, text }: Passage): string {
  return [article.title, heading, text].filter((part) => part !== null).join('\n');
}

function repeatsLeadIn({ sentences, start }: Passage): boolean {
  return (sentences[0]?.start ?? start) < start;
}

function dayOf(number: number): string | null {
  return number === OPEN ? null : fromDayNumber(number);
}
