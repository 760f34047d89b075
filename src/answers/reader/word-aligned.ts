import type { PreTrainedTokenizer } from '@huggingface/transformers';
import type { PairTokenizer, Pieces } from './pieces.ts';

const WORD = /\S+/gu;
/** A word without the punctuation around it. */
const CORE = /[\p{L}\p{N}](?:.*[\p{L}\p{N}\p{M}])?/su;

/**
 * Any tokenizer of transformers.js, which tells no offsets: each word between white space is cut on its own, and all
 * of its pieces stand for the whole word, without the punctuation around it. Spans are then exact to the word, which serves every language that writes
 * spaces. Byte-pair tokenizers tell a word inside a text by the space before it, so that it is given one.
 */
export class WordAlignedTokenizer implements PairTokenizer {
  readonly frame: PairTokenizer['frame'];
  readonly #tokenizer: PreTrainedTokenizer;

  constructor(tokenizer: PreTrainedTokenizer) {
    this.#tokenizer = tokenizer;
    this.frame = frameOf(tokenizer);
  }

  pieces(text: string): Pieces {
    const ids: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    const continues: boolean[] = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const spelled = index > 0 ? ` ${word}` : word;
      const core = CORE.exec(word);
      const start = index + (core?.index ?? 0);
      const end = start + (core?.[0] ?? word).length;
      this.#tokenizer.encode(spelled, { add_special_tokens: false }).forEach((id, position) => {
        ids.push(id);
        starts.push(start);
        ends.push(end);
        continues.push(position > 0);
      });
    }
    return { ids, starts, ends, continues };
  }
}

/** Finds the special tokens around two texts by putting two texts together. */
function frameOf(tokenizer: PreTrainedTokenizer): PairTokenizer['frame'] {
  const first = tokenizer.encode('a', { add_special_tokens: false });
  const second = tokenizer.encode('b', { add_special_tokens: false });
  const pair = tokenizer.encode('a', { text_pair: 'b', add_special_tokens: true });
  const firstAt = indexOfRun(pair, first, 0);
  const secondAt = indexOfRun(pair, second, firstAt + first.length);
  return {
    before: pair.slice(0, firstAt),
    between: pair.slice(firstAt + first.length, secondAt),
    after: pair.slice(secondAt + second.length),
  };
}

function indexOfRun(list: readonly number[], run: readonly number[], from: number): number {
  for (let at = from; at + run.length <= list.length; at++) {
    if (run.every((id, offset) => list[at + offset] === id)) return at;
  }
  return list.length;
}
