/** Run as a process of its own: loads and runs the encoder of the folder given while onnxruntime may warn. */
import { AutoModel, AutoTokenizer, env, LogLevel } from '@huggingface/transformers';

const folder = process.argv[2] as string;
env.logLevel = LogLevel.INFO; // for onnxruntime: warnings and worse
for (const dtype of ['fp32', 'q8'] as const) {
  const model = await AutoModel.from_pretrained(folder, { dtype, local_files_only: true });
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  await model(await tokenizer(['two texts', 'of unequal length'], { padding: true }));
}
