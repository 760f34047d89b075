/**
 * Collects the features of every passage found for the answerable training questions, with a label for those that answer.
 *
 *   tsx scripts/ranking/collect-passages.ts --out FILE.jsonl PROGRAMME_DIRECTORY...
 */
import { appendFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createEngine } from '../../src/answers/create-assistant.ts';
import type { RankedPassage } from '../../src/answers/evidence/rank-passages.ts';
import { readProgramme, type TrainingQuestion, thinnedOut } from './programmes.ts';
import { isRight } from './right.ts';
import { rounded, traceOf } from './trace-of.ts';

const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
if (values.out === undefined || positionals.length === 0)
  throw new Error('usage: collect-passages.ts --out FILE PROGRAMME...');

await writeFile(values.out, '');
for (const { name, folder, questions } of await Promise.all(positionals.map(readProgramme))) {
  const engine = await createEngine({ corpus: folder, reader: 'off' });
  const answerable = questions.filter((question) => question.answerable);
  const lines: string[] = [];
  for (const question of thinnedOut(answerable)) {
    const trace = await traceOf(engine, question);
    if (trace === null) continue;
    const { ranked } = trace.evidence;
    const labels = ranked.map((found) => (holdsAnswer(question, found) ? 1 : 0));
    const features = ranked.map((found) => rounded(found.features));
    lines.push(JSON.stringify({ group: name, id: question.id, features, labels }));
  }
  await appendFile(values.out, lines.map((line) => `${line}\n`).join(''));
  await engine.close();
  process.stderr.write(`${name}: ${lines.length} questions\n`);
}

function holdsAnswer(question: TrainingQuestion, { passage }: RankedPassage): boolean {
  const { article, sentences } = passage;
  if (question.in === 'title') return isRight(question, article, article.title, null);
  return sentences.some(({ start, end }, i) => isRight(question, article, article.body.slice(start, end), i));
}
