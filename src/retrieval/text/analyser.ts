import { stemmer } from '@orama/stemmers/english';
import { stopwords } from '@orama/stopwords/english';
import { fold } from './fold.ts';
import { type Word, words } from './words.ts';

/** A word with the term under which it is indexed: folded and stemmed. */
export interface Term extends Word {
  /** Folded and stemmed. */
  readonly term: string;
  /** Folded, not stemmed. */
  readonly folded: string;
}

/** Turns text into index terms. Documents and questions must use the same one. */
export interface Analyser {
  /** The terms of a text, in order, duplicates kept; stop words are left out. */
  terms(text: string): Term[];
  /** Whether a folded word carries no content of its own ('the', 'which'). */
  isStopWord(folded: string): boolean;
}

const POSSESSIVE = /['’]s?$/u;

/** A word as names are compared: folded, and 'Ljubljana's' is 'ljubljana'. */
export function foldName(word: string): string {
  return fold(word).replace(POSSESSIVE, '').replace(/’/g, "'");
}

/** The analyser for English, whose stop words and stems also do little harm to names in other languages. */
export function createAnalyser(): Analyser {
  const stops = new Set(stopwords.flatMap((word) => [fold(word), fold(word).replace(/'/g, '')]));
  const stems = new Map<string, string>();
  const stem = (folded: string): string => {
    let found = stems.get(folded);
    if (found === undefined) {
      if (stems.size >= MAX_REMEMBERED_STEMS) stems.clear();
      found = stemmer(folded);
      stems.set(folded, found);
    }
    return found;
  };
  return {
    isStopWord: (folded) => stops.has(folded),
    terms: (text) =>
      words(text).flatMap((word) => {
        const folded = foldName(word.text);
        return folded === '' || stops.has(folded) ? [] : [{ ...word, folded, term: stem(folded) }];
      }),
  };
}

/** Bounds the memory that hostile text can take. */
const MAX_REMEMBERED_STEMS = 200_000;
