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
  readonly language: string;
  /** The terms of a text, in order, duplicates kept; stop words are left out. */
  terms(text: string): Term[];
  /** Whether a folded word carries no content of its own ('the', 'which'). */
  isStopWord(folded: string): boolean;
}

const POSSESSIVE = /['’]s?$/u;

/**
 * An analyser for a language of `@orama/stemmers` and `@orama/stopwords` (their English names, in lower case).
 * @throws Error if the language has no stemmer there.
 */
export async function createAnalyser(language = 'english'): Promise<Analyser> {
  const [{ stemmer }, { stopwords }] = await Promise.all([
    import(`@orama/stemmers/${language}`) as Promise<{ stemmer: (word: string) => string }>,
    import(`@orama/stopwords/${language}`) as Promise<{ stopwords: readonly string[] }>,
  ]);
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
    language,
    isStopWord: (folded) => stops.has(folded),
    terms: (text) =>
      words(text).flatMap((word) => {
        const folded = fold(word.text).replace(POSSESSIVE, '').replace(/’/g, "'");
        return folded === '' || stops.has(folded) ? [] : [{ ...word, folded, term: stem(folded) }];
      }),
  };
}

/** Bounds the memory that hostile text can take. */
const MAX_REMEMBERED_STEMS = 200_000;
