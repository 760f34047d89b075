import type { PreTrainedTokenizer } from '@huggingface/transformers';

/** Cuts texts into the token ids that a model is given, special tokens included. */
export class TokenIds {
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #limit: number;
  /** The special tokens that end every text, such as `[SEP]`. */
  readonly #closing: readonly number[];

  /** @param maxTokens longest sequence, special tokens included, unless the model takes fewer */
  constructor(tokenizer: PreTrainedTokenizer, maxTokens: number) {
    this.#tokenizer = tokenizer;
    this.#limit = Math.min(maxTokens, tokenizer.model_max_length || maxTokens);
    const word = tokenizer.encode('a', { add_special_tokens: false });
    const framed = tokenizer.encode('a');
    this.#closing = framed.slice(framed.lastIndexOf(word.at(-1) as number) + 1);
  }

  /** Whether a word is one token, and not the one for what is unknown. */
  isWhole(word: string): boolean {
    const [id, ...others] = this.#tokenizer.encode(word, { add_special_tokens: false });
    return id !== undefined && others.length === 0 && id !== this.#tokenizer.unk_token_id;
  }

  /** Cuts what is too long from the end, before the closing tokens: the library's own truncation cuts these off. */
  of(text: string): readonly number[] {
    const ids = this.#tokenizer.encode(text);
    if (ids.length <= this.#limit) return ids;
    return [...ids.slice(0, this.#limit - this.#closing.length), ...this.#closing];
  }
}
