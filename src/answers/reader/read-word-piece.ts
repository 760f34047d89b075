import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { WordPieceTokenizer } from './word-piece.ts';

const tokenizerSchema = z.object({
  normalizer: z.object({
    type: z.literal('BertNormalizer'),
    clean_text: z.boolean(),
    handle_chinese_chars: z.boolean(),
    lowercase: z.boolean(),
    strip_accents: z.boolean().nullish(),
  }),
  pre_tokenizer: z.object({ type: z.literal('BertPreTokenizer') }),
  model: z.object({
    type: z.literal('WordPiece').optional(),
    // Only looked at as a whole: checking 30,000 entries one by one would take longer than loading the model.
    vocab: z.custom<Readonly<Record<string, number>>>((value) => typeof value === 'object' && value !== null),
    unk_token: z.string(),
    continuing_subword_prefix: z.string(),
    max_input_chars_per_word: z.int().positive(),
  }),
});

/**
 * The WordPiece tokenizer of a model folder.
 *
 * @returns null when the folder has no tokenizer.json or one of another kind
 */
export async function readWordPiece(folder: string): Promise<WordPieceTokenizer | null> {
  const content = await readFile(join(folder, 'tokenizer.json'), 'utf8').catch(() => 'null');
  const parsed = tokenizerSchema.safeParse(JSON.parse(content));
  if (!parsed.success) return null;
  const { normalizer, model } = parsed.data;
  const { vocab, unk_token, continuing_subword_prefix, max_input_chars_per_word } = model;
  const { [unk_token]: unknown, '[CLS]': cls, '[SEP]': sep } = vocab;
  if (unknown === undefined || cls === undefined || sep === undefined) return null;
  return new WordPieceTokenizer({
    normalizer: { ...normalizer, strip_accents: normalizer.strip_accents ?? null },
    vocabulary: new Map(Object.entries(vocab)),
    maxWordLength: max_input_chars_per_word,
    continuation: continuing_subword_prefix,
    unknown,
    frame: { before: [cls], between: [sep], after: [sep] },
  });
}
