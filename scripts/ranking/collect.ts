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
import type { Engine } from '../../src/answers/engine.ts';
import type { Candidate } from '../../src/answers/evidence/candidate.ts';
import { findDateConstraints } from '../../src/retrieval/dates/find-date-constraints.ts';
import { readProgramme, type TrainingQuestion } from './programmes.ts';

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

/** The day on which the training questions are asked: after all of the articles. */
const AS_OF = '2026-01-15';
/** Shorter answers ('May', '12') may stand in a title by chance; UTF-16 code units. */
const MIN_TITLE_ANSWER = 6;
/** Every so many questions is also asked as a follow-up of another about the same article. */
const FOLLOW_UP_EVERY = 5;

await writeFile(values.out, '');
for (const directory of positionals) {
  const { name, folder, questions } = await readProgramme(directory);
  const engine = await createEngine({
    corpus: folder,
    reader: values.reader === 'off' ? 'off' : values.reader === undefined ? {} : { adapter: values.reader },
    ...(values['cache-dir'] !== undefined && { cacheDir: values['cache-dir'] }),
  });
  const lines: string[] = [];
  for (const [i, question] of questions.entries()) {
    lines.push(await collect(engine, name, question, null));
    if (i % FOLLOW_UP_EVERY === 0) {
      const sibling = questions.find(
        (other) =>
          other.answerable && other.source === (question.source ?? question.near) && other.id !== question.id,
      );
      if (sibling) lines.push(await collect(engine, name, question, sibling));
    }
  }
  await appendFile(values.out, `${lines.join('\n')}\n`);
  await engine.close();
  process.stderr.write(`${name}: ${lines.length} examples\n`);
}

async function collect(
  engine: Engine,
  group: string,
  question: TrainingQuestion,
  previous: TrainingQuestion | null,
): Promise<string> {
  const text = previous ? `${previous.question} ${question.question}` : question.question;
  const dates = findDateConstraints(question.question, AS_OF);
  const { evidence } = await engine.trace({
    text,
    last: question.question,
    dates,
    datePhrases: dates.map(({ start, end }) => question.question.slice(start, end)),
    previousArticleIds: previous?.source === undefined ? [] : [previous.source],
    base: text,
  });
  return JSON.stringify({
    group,
    id: question.id,
    question: text,
    isAnswerable: question.answerable,
    isFollowUp: previous !== null,
    isTitled: question.in === 'title',
    features: evidence.features.map((f) =>
      Object.fromEntries(Object.entries(f).map(([k, v]) => [k, round(v)])),
    ),
    labels: evidence.candidates.map((candidate) => (isRight(question, candidate) ? 1 : 0)),
  });
}

/** A candidate is right if it is the sentence that the question's author marked, or the title that says the same. */
function isRight(question: TrainingQuestion, { found, text, sentence: index }: Candidate): boolean {
  const { source, sentence, answer } = question;
  if (source !== found.passage.article.id || sentence === undefined || answer === undefined) return false;
  const [whole, part, words] = [sentence, text, answer].map((s) => s.replace(/\s+/gu, ' ').trim()) as [
    string,
    string,
    string,
  ];
  if (question.in === 'title') return index === null;
  if (index === null) return words.length >= MIN_TITLE_ANSWER && part.includes(words);
  return part.includes(words) && (whole.includes(part) || overlaps(whole, part));
}

/** Whether a marked sentence begins or ends within a candidate that is cut otherwise. */
function overlaps(whole: string, part: string): boolean {
  const ends = Math.min(30, whole.length);
  return part.includes(whole.slice(0, ends)) || part.includes(whole.slice(-ends));
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
