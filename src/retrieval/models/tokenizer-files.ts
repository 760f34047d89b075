import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AttacheError } from '../../errors.ts';

const tokenizerSchema = z.looseObject({
  normalizer: z.looseObject({ type: z.literal('BertNormalizer'), lowercase: z.boolean() }),
  model: z.looseObject({ type: z.literal('WordPiece') }),
});

/**
 * The tokenizer's files as transformers.js wants them. The package fixes every text to 128 tokens by padding and
 * truncation; both are removed, since the caller knows how long its texts may be.
 *
 * @param maxLength the longest input that the model can take, in tokens
 * @throws AttacheError MODEL_DAMAGED when the source is no WordPiece tokenizer
 */
export async function tokenizerFiles(
  source: string,
  maxLength: number,
): Promise<{ readonly tokenizer: string; readonly config: string }> {
  const tokenizer = await readTokenizer(source);
  const config = {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: tokenizer.normalizer.lowercase,
    model_max_length: maxLength,
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    mask_token: '[MASK]',
  };
  return {
    tokenizer: JSON.stringify({ ...tokenizer, padding: null, truncation: null }),
    config: `${JSON.stringify(config, null, 2)}\n`,
  };
}

async function readTokenizer(source: string): Promise<z.infer<typeof tokenizerSchema>> {
  try {
    return tokenizerSchema.parse(JSON.parse(await readFile(source, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new AttacheError('MODEL_DAMAGED', `${source} is not a BERT WordPiece tokenizer: ${why}`, { cause });
  }
}
