import { stopwords } from '@orama/stopwords/english';
import type { Random } from './random.ts';

const WORDS = 60_000;
/** Share of running words that are stop words, as in English news. */
const STOP_SHARE = 0.42;
const ONSETS = [
  'b',
  'br',
  'c',
  'd',
  'f',
  'g',
  'gr',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'pr',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
];
const NUCLEI = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou'];
const CODAS = ['', '', 'n', 'r', 's', 't', 'l', 'nd', 'm'];
const MONTHS = ['January', 'March', 'May', 'June', 'September', 'October', 'November'];

/** A made-up language whose words are as unevenly frequent as those of real text (Zipf 1935). */
export class Language {
  readonly #random: Random;
  readonly #words: readonly string[];

  constructor(random: Random) {
    this.#random = random;
    const words = new Set<string>();
    while (words.size < WORDS) words.add(this.#newWord());
    this.#words = [...words];
  }

  /** A word; the one of rank r is r times rarer than the first. Every tenth is a name. */
  word(): string {
    const random = this.#random;
    if (random() < STOP_SHARE) return stopwords[Math.floor(random() ** 2 * stopwords.length)] as string;
    return this.contentWord();
  }

  contentWord(): string {
    const rank = Math.floor(WORDS ** this.#random()) - 1;
    const word = this.#words[rank] as string;
    return rank % 10 === 9 ? capitalised(word) : word;
  }

  /** Some 12 to 26 words, now and then with a date. */
  sentence(): string {
    const length = 12 + Math.floor(this.#random() * 15);
    const words = Array.from({ length }, () => this.word());
    if (this.#random() < 0.15) words.push(`on ${1 + Math.floor(this.#random() * 28)} ${this.#month()}`);
    return `${capitalised(words.join(' '))}.`;
  }

  /** A question as people ask it, of two to five words with content. */
  question(): string {
    const count = 2 + Math.floor(this.#random() * 4);
    const words = Array.from({ length: count }, () => this.contentWord().toLowerCase());
    const opening = ['who visited the', 'when was the', 'how many', 'what did they say about', 'why did the'];
    return `${opening[Math.floor(this.#random() * opening.length)]} ${words.join(' ')}?`;
  }

  #month(): string {
    return MONTHS[Math.floor(this.#random() * MONTHS.length)] as string;
  }

  #newWord(): string {
    const random = this.#random;
    const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] as string;
    const syllables = 1 + Math.floor(random() * 3.2);
    return Array.from({ length: syllables }, () => pick(ONSETS) + pick(NUCLEI) + pick(CODAS)).join('');
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
