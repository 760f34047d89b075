import type { CorpusProblem } from '../retrieval/corpus/article.ts';
import { safeText } from './terminal-text.ts';

/** 'a.md:3: what is wrong. What to do.' The article's author may have chosen every word of it. */
export function renderProblem({ file, line, problem, remedy }: CorpusProblem): string {
  return safeText(`${file}${line === null ? '' : `:${line}`}: ${problem} ${remedy}`);
}
