import { LRUCache } from 'lru-cache';
import { type BertNormalizerSettings, type PreparedCharacter, prepareCharacters } from './bert-characters.ts';
import type { PairTokenizer, Pieces } from './pieces.ts';

/** A WordPiece tokenizer's parts, as its tokenizer.json has them. */
export interface WordPieceSettings {
  readonly normalizer: BertNormalizerSettings;
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Words longer than this, in characters, are unknown. */
  readonly maxWordLength: number;
  /** What a piece inside a word begins with in the vocabulary: '##'. */
  readonly continuation: string;
  readonly unknown: number;
  readonly frame: PairTokenizer['frame'];
}

const WHITE_SPACE = /^\s$/;
/** Punctuation as BERT has it: Unicode's, and the symbols of ASCII. */
const PUNCTUATION = /^[\p{P}!-/:-@[-`{-~]$/u;

/**
 * Texts are cut here first. White space that is also a control character (form feed, byte order mark) is left to the
 * preparation, which removes it and so joins what stands around it.
 */
const CHUNK = /[^\t\n\r\p{Z}]+/gu;

/** A corpus' words come back all the time; this many of them with their pieces take about 10 MB. */
const CACHED_CHUNKS = 20_000;

/**
 * BERT's WordPiece tokenizer with offsets, which @huggingface/tokenizers does not give: the text is cut at white space
 * and punctuation, and each word into the longest pieces of the vocabulary from the left (Wu et al. 2016). Special
 * tokens spelled out in a text are text here, so that no article can end its own passage.
 */
export class WordPieceTokenizer implements PairTokenizer {
  readonly frame: PairTokenizer['frame'];
  readonly #settings: WordPieceSettings;
  readonly #cache = new LRUCache<string, Pieces>({ max: CACHED_CHUNKS });

  constructor(settings: WordPieceSettings) {
    this.frame = settings.frame;
    this.#settings = settings;
  }

  pieces(text: string): Pieces {
    const pieces = new PieceList();
    for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
      const { ids, starts, ends, continues } = this.#chunkPieces(chunk);
      ids.forEach((id, i) => {
        pieces.add(id, index + (starts[i] as number), index + (ends[i] as number), continues[i] as boolean);
      });
    }
    return pieces;
  }

  #chunkPieces(chunk: string): Pieces {
    const cached = this.#cache.get(chunk);
    if (cached !== undefined) return cached;
    const pieces = this.#cutChunk(chunk);
    this.#cache.set(chunk, pieces);
    return pieces;
  }

  #cutChunk(chunk: string): Pieces {
    const pieces = new PieceList();
    let word: PreparedCharacter[] = [];
    const finishWord = () => {
      if (word.length > 0) this.#cutWord(word, pieces);
      word = [];
    };
    for (const prepared of prepareCharacters(chunk, this.#settings.normalizer)) {
      if (WHITE_SPACE.test(prepared.character)) {
        finishWord();
      } else if (PUNCTUATION.test(prepared.character)) {
        finishWord();
        this.#cutWord([prepared], pieces);
      } else {
        word.push(prepared);
      }
    }
    finishWord();
    return pieces;
  }

  #cutWord(word: readonly PreparedCharacter[], pieces: PieceList): void {
    for (const { id, from, to } of this.#longestPieces(word)) {
      const first = word[from] as PreparedCharacter;
      const last = word[to - 1] as PreparedCharacter;
      pieces.add(id, first.start, last.end, from > 0);
    }
  }

  #longestPieces(word: readonly PreparedCharacter[]): readonly WordPart[] {
    const { vocabulary, continuation, maxWordLength, unknown } = this.#settings;
    const whole = [{ id: unknown, from: 0, to: word.length }];
    if (word.length > maxWordLength) return whole;
    const spelled = word.map(({ character }) => character);
    const parts: WordPart[] = [];
    for (let from = 0; from < word.length; ) {
      let to = word.length;
      let rest = (from > 0 ? continuation : '') + spelled.slice(from).join('');
      let id = vocabulary.get(rest);
      while (id === undefined && to > from + 1) {
        to--;
        rest = rest.slice(0, rest.length - (spelled[to] as string).length);
        id = vocabulary.get(rest);
      }
      if (id === undefined) return whole; // one unknown piece makes the word unknown
      parts.push({ id, from, to });
      from = to;
    }
    return parts;
  }
}

/** A piece of a word: its number, its first character and the one behind its last. */
interface WordPart {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

class PieceList implements Pieces {
  readonly ids: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly continues: boolean[] = [];

  add(id: number, start: number, end: number, continues: boolean): void {
    this.ids.push(id);
    this.starts.push(start);
    this.ends.push(end);
    this.continues.push(continues);
  }
}
