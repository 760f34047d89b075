import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AttacheError } from '../../errors.ts';

/** What the graph needs to know of a BERT encoder's `config.json`; other members pass through to the model folder. */
const bertConfigSchema = z.looseObject({
  model_type: z.literal('bert'),
  hidden_act: z.literal('gelu'),
  position_embedding_type: z.literal('absolute').default('absolute'),
  hidden_size: z.int().positive(),
  intermediate_size: z.int().positive(),
  num_hidden_layers: z.int().positive(),
  num_attention_heads: z.int().positive(),
  layer_norm_eps: z.number().positive(),
  max_position_embeddings: z.int().positive(),
  type_vocab_size: z.int().positive(),
  vocab_size: z.int().positive(),
});

export type BertConfig = z.infer<typeof bertConfigSchema>;

/**
 * Reads the `config.json` of a BERT encoder.
 *
 * @throws AttacheError MODEL_DAMAGED when it is missing or describes another kind of model
 */
export async function readBertConfig(file: string): Promise<BertConfig> {
  try {
    return bertConfigSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new AttacheError('MODEL_DAMAGED', `${file} does not describe a BERT encoder: ${why}`, { cause });
  }
}
