import { availableParallelism } from 'node:os';
import type * as Transformers from '@huggingface/transformers';

/**
 * Threads that one run is spread over. Runs are short (2 to 20 ms) and on the caller's thread, so more than two gain
 * little and take the other work's processors.
 */
const MAX_THREADS = 2;

/**
 * Options for every onnxruntime session. The graphs are fused as they are built: onnxruntime's further fusions would
 * only bring back its slow SkipLayerNormalization (see bert-graph.ts). Spinning threads would burn a processor between
 * questions. The memory arena keeps its high-water mark for ever, which costs more than it saves on these small graphs.
 */
export const sessionOptions = {
  graphOptimizationLevel: 'basic',
  intraOpNumThreads: Math.min(MAX_THREADS, availableParallelism()),
  interOpNumThreads: 1,
  enableCpuMemArena: false,
  enableMemPattern: false,
  extra: { session: { 'intra_op.allow_spinning': '0' } },
} as const;

/**
 * Loads transformers.js when it is first needed (a third of a second), and silences it and onnxruntime: the product
 * reports by errors and never writes to the console.
 */
export async function loadTransformers(): Promise<typeof Transformers> {
  const transformers = await import('@huggingface/transformers');
  transformers.env.logLevel = transformers.LogLevel.NONE;
  return transformers;
}
