/**
 * Collects the features of every candidate for the training questions, with a label for the right ones.
 *
 *   tsx scripts/ranking/collect.ts --out FILE.jsonl [--reader ADAPTER_FILE|off] PROGRAMME_DIRECTORY...
 *
 * A reader that was trained on a programme must not be used to collect its features (it knows the answers);
 * `training/README.md` says which reader left out which.
 */
import { appendFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createEngine } from '../../src/answers/create-assistant.ts';
import type { Trace } from '../../src/answers/engine.ts';
import { readProgramme, type TrainingQuestion, thinnedOut } from './programmes.ts';
import { isRight } from './right.ts';
import { rounded, traceOf } from './trace-of.ts';

const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string' },
    reader: { type: 'string' },
    'cache-dir': { type: 'string' },
  },
  allowPositionals: true,
});
if (values.out === undefined || positionals.length === 0)
  throw new Error('usage: collect.ts --out FILE PROGRAMME...');

/** Of other programmes, every so many questions is asked, too: the articles cannot know. */
const STRANGER_EVERY = 50;

const programmes = await Promise.all(positionals.map(readProgramme));
await writeFile(values.out, '');
for (const { name, folder, questions } of programmes) {
  const engine = await createEngine({
    corpus: folder,
    reader: values.reader === 'off' ? 'off' : values.reader === undefined ? {} : { adapter: values.reader },
    ...(values['cache-dir'] !== undefined && { cacheDir: values['cache-dir'] }),
  });
  const lines: string[] = [];
  const strangers = programmes
    .filter((other) => other.name !== name)
    .flatMap((other) => other.questions)
    .filter((question, i) => i % STRANGER_EVERY === 0 && question.after === undefined)
    .map(({ id, question, type }) => ({ id: `other ${id}`, question, type, answerable: false }));
  const isStranger = new Set<TrainingQuestion>(strangers);
  for (const question of [...thinnedOut(questions), ...strangers]) {
    const trace = await traceOf(engine, question);
    if (trace === null || (isStranger.has(question) && !namesUnknown(trace))) continue;
    lines.push(lineOf(name, question, trace));
  }
  await appendFile(values.out, `${lines.join('\n')}\n`);
  await engine.close();
  process.stderr.write(`${name}: ${lines.length} examples\n`);
}

function lineOf(group: string, question: TrainingQuestion, trace: Trace): string {
  const { features, candidates } = trace.evidence;
  return JSON.stringify({
    group,
    id: question.id,
    question: trace.question.text,
    isAnswerable: question.answerable,
    isTitled: question.in === 'title',
    features: features.map(rounded),
    labels: candidates.map(({ found, text, sentence }) =>
      isRight(question, found.passage.article, text, sentence) ? 1 : 0,
    ),
  });
}

/** Whether a question names somebody or something that the corpus does not mention: it cannot have the answer. */
function namesUnknown({ question }: Trace): boolean {
  return question.terms.some(({ isName, isKnown }) => isName && !isKnown);
}
