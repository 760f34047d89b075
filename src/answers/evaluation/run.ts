import type { IsoDay } from '../../retrieval/corpus/article.ts';
import type { Engine } from '../engine.ts';
import { judge } from './judge.ts';
import type { QuestionLine } from './question-file.ts';
import type { Result } from './report.ts';
import { stageOf } from './stage.ts';

/** Asks every question, after its context, and judges the answers. */
export async function runQuestions(
  engine: Engine,
  questions: readonly QuestionLine[],
  options: { readonly asOf?: IsoDay; readonly onProgress?: (done: number, total: number) => void } = {},
): Promise<Result[]> {
  const articles = new Map(engine.articles().map((article) => [article.id, article]));
  const results: Result[] = [];
  for (const question of questions) {
    const asking = {
      conversation: `evaluation ${question.id}`,
      ...(options.asOf !== undefined && { asOf: options.asOf }),
    };
    for (const earlier of question.context) await engine.ask(earlier, asking);
    const { answer, trace } = await engine.askWithTrace(question.question, asking);
    const verdict = judge(question, answer);
    const forced = trace && engine.quoteBest(trace);
    const citations = answer.status === 'answered' ? answer.citations : [];
    results.push({
      question,
      answer,
      verdict,
      wouldBeRight: forced !== null && judge(question, { ...forced, status: 'answered' }).isRight,
      stage: verdict.isRight ? null : stageOf(question, verdict, trace),
      isFaithful: citations.every(({ articleId, field, start, end, quote }) => {
        const article = articles.get(articleId);
        return (field === 'body' ? article?.body : article?.title)?.slice(start, end) === quote;
      }),
    });
    options.onProgress?.(results.length, questions.length);
  }
  return results;
}
